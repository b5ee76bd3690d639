const { promisify } = require('util');
const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
const ask = promisify(rl.question).bind(rl);
(async () => {
  const a = await ask('a? ');
  const b = await ask('b? ');
  console.log(+a + +b);
  rl.close();
})();
