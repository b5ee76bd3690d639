const { createInterface } = require('node:readline/promises');
async function main() {
  const rl = createInterface({ input: process.stdin });
  let total = 0;
  for await (const line of rl) total += line.length;
  console.log(total);
}
main();
