const rl = require('readline').createInterface({ input: process.stdin });
rl.on('line', async (l) => {
  console.log(l);
  if (l === '2') throw new TypeError('line ' + l);
});
rl.on('close', () => console.log('close'));
