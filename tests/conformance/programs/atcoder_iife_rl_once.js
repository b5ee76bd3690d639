const rl = require('readline').createInterface({ input: process.stdin });
rl.once('line', (first) => {
  const [n, k] = first.split(' ').map(Number);
  rl.once('line', (second) => {
    const a = second.split(' ').map(Number);
    console.log(n, k, a.filter((x) => x % k === 0));
    rl.close();
  });
});
rl.on('close', () => console.log('bye'));
