const rl = require('readline').createInterface({ input: process.stdin });
rl.on('line', (input) => {
  if (input === '') return rl.close();
  const [a, b] = input.split(' ').map(Number);
  console.log(a + b);
});
