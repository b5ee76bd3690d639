const readline = require('readline');
async function main() {
  const rl = readline.createInterface({ input: process.stdin });
  rl.on('close', () => console.log('closed'));
  let n = 0;
  for await (const line of rl) {
    console.log(line);
    if (++n === 2) break;
  }
  console.log('after');
  for await (const line of rl) console.log('never', line);
  console.log('end');
}
main();
