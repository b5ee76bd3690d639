const readline = require('readline/promises');
const { stdin, stdout } = require('process');
(async () => {
  const rl = readline.createInterface({ input: stdin, output: stdout });
  const name = await rl.question('name: ');
  const n = await rl.question('n: ');
  console.log(name.repeat(n));
  rl.close();
})();
