process.stdin.setEncoding('latin1');
let s = '';
process.stdin.on('data', (c) => (s += c));
process.stdin.on('end', () => console.log([...s].map((c) => c.charCodeAt(0)), process.stdin.readableEncoding));
