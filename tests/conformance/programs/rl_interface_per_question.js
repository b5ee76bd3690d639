const readline = require('readline');
const ask = (q) => new Promise((resolve) => {
  const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
  rl.question(q, (a) => { rl.close(); resolve(a); });
});
process.on('exit', () => console.log('exit'));
(async () => {
  console.log('A', await ask('a? '));
  console.log('B', await ask('b? '));
})();
