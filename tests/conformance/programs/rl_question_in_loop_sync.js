const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
const step = (i) => i < 3 ? rl.question(`Q${i}: `, (a) => { console.log(`A${i}=${a}`); step(i + 1); }) : rl.close();
step(0);
