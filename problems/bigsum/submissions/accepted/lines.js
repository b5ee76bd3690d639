// Line by line: never holds the whole input.
const rl = require('readline').createInterface({input: process.stdin});
let first = true;
let millions = 0;
let rest = 0;
rl.on('line', (line) => {
  if (!first) {
    const value = Number(line);
    rest += value % 1e6;
    millions += Math.trunc(value / 1e6);
  }
  first = false;
});
rl.on('close', () => {
  console.log(String(BigInt(millions) * 1000000n + BigInt(rest)));
});
