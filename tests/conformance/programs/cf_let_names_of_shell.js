const readline = require('readline');
const print = console.log;
let write = 1, gets = 2, printErr = 3, putstr = 4, read = 5, load = 6, quit = 7;
const rl = readline.createInterface({ input: process.stdin });
rl.on('line', print);
rl.on('close', () => print(write + gets + printErr + putstr + read + load + quit));
