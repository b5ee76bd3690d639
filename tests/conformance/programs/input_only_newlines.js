let n = 0;
const rl = require('readline').createInterface({ input: process.stdin });
rl.on('line', (l) => console.log(++n, JSON.stringify(l))).on('close', () => console.log('total', n));
