const lines = require('fs').readFileSync(0, 'utf8').trim().split('\n');
let millions = 0;
let rest = 0;
for (let i = 1; i < lines.length; i++) {
  const value = Number(lines[i]);
  rest += value % 1e6;
  millions += Math.trunc(value / 1e6);
}
console.log(String(BigInt(millions) * 1000000n + BigInt(rest)));
