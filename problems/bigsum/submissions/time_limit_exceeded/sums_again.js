// Adds all numbers before each number again.
const lines = require('fs').readFileSync(0, 'utf8').trim().split('\n');
const values = Float64Array.from(lines.slice(1), Number);
let sum = 0n;
for (let i = 0; i < values.length; i++) {
  let before = 0;
  let upTo = 0;
  for (let j = 0; j < i; j++) before += values[j] % 1e3;
  for (let j = 0; j <= i; j++) upTo += values[j] % 1e3;
  sum += BigInt(Math.trunc(values[i] / 1e3)) * 1000n + BigInt(upTo - before);
}
console.log(String(sum));
