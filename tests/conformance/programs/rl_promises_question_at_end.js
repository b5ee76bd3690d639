const readline = require('readline/promises');
(async () => {
  const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
  rl.on('close', () => console.log('closed'));
  console.log(await rl.question('a '));
  console.log(await rl.question('b '));
  console.log('never');
})();
