// compare stderr
const rl = require('readline').createInterface({ input: process.stdin });
rl.on('line', (l) => { const o = JSON.parse(l); console.log(o.a.b); });
