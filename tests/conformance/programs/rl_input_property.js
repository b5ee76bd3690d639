const rl = require('readline').createInterface({ input: process.stdin });
console.log(rl.input === process.stdin, rl.output, rl instanceof require('events'), rl.constructor.name);
console.log(Object.prototype.toString.call(rl), rl.listenerCount('line'));
rl.close();
