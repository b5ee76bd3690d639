const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
rl.question('how many? ', (n) => { let left = +n; console.log('reading', left); rl.on('line', (l) => { console.log('got', l); if (--left === 0) rl.close(); }); });
