const rl = require('readline').createInterface({ input: process.stdin });
let queue = [];
rl.on('line', (l) => queue.push(l));
rl.on('pause', () => console.log('pause', queue.length));
process.stdin.on('end', () => console.log('end', queue.length));
