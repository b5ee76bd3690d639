const rl = require('readline').createInterface({ input: process.stdin, crlfDelay: Infinity });
rl.on('line', (l) => console.log(JSON.stringify(l)));
