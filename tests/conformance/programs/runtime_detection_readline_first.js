// Programs for both worlds ask for the shell's function first. They get it here, and read the same.
const lines = typeof readline === 'function' ? (() => { const a = []; for (let l; (l = readline()) !== null && l !== undefined;) a.push(l); return a; })() : require('fs').readFileSync(0, 'utf8').split('\n');
const out = typeof print === 'function' ? print : console.log;
out(lines.filter(Boolean).map(Number).reduce((a, b) => a + b));
