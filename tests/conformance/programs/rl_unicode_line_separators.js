const rl = require('readline').createInterface({ input: process.stdin });
rl.on('line', (l) => console.log(JSON.stringify(l), l.length));
