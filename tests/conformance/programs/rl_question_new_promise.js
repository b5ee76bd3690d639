const readline = require('readline');
const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
const ask = (q) => new Promise((res) => rl.question(q, res));
async function main() {
  const n = parseInt(await ask(''));
  let best = -Infinity;
  for (let i = 0; i < n; i++) best = Math.max(best, Number(await ask('> ')));
  console.log(`best: ${best}`);
  rl.close();
}
main().then(() => console.log('done'));
