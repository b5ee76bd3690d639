const rl = require('readline').createInterface({ input: process.stdin });
let n = 0;
rl.on('line', (line) => {
  console.log(line);
  if (++n === 2) {
    rl.pause();
    setTimeout(() => rl.resume(), 1);
  }
});
rl.on('close', () => console.log('close', n));
