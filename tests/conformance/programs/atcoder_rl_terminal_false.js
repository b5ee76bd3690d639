const readline = require('readline');
const rl = readline.createInterface({ input: process.stdin, output: process.stdout, terminal: false });
let first = true, sum = 0;
rl.on('line', (line) => {
  if (first) { first = false; console.log('n =', +line); return; }
  sum += +line;
  console.log(line, '->', sum);
});
rl.on('close', () => console.log('total', sum, rl.terminal, rl.closed, rl.line));
