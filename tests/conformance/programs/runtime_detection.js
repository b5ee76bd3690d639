if (typeof Deno !== 'undefined') { console.log('deno'); } else if (typeof Bun !== 'undefined') { console.log('bun'); } else if (typeof std !== 'undefined') { console.log('quickjs'); }
else if (typeof process !== 'undefined' && process.stdin) { let s = ''; process.stdin.setEncoding('utf8'); process.stdin.on('data', (c) => s += c); process.stdin.on('end', () => console.log('node', s.trim())); }
else if (typeof readline === 'function') { console.log('shell'); }
