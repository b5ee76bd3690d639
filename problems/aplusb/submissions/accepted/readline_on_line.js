const readline = require('readline');

const rl = readline.createInterface({
  input: process.stdin,
  output: process.stdout,
  terminal: false,
});

rl.on('line', (line) => {
  const [a, b] = line.split(' ').map((x) => parseInt(x, 10));
  console.log(a + b);
  rl.close();
});
