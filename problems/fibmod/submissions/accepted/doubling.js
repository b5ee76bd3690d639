// F(2k) and F(2k + 1) from F(k) and F(k + 1).
const [n, m] = require('fs').readFileSync(0, 'utf8').split(' ').map(BigInt);

function pair(k) {
  if (k === 0n) return [0n, 1n % m];
  const [a, b] = pair(k >> 1n);
  const c = a * (2n * b - a + 2n * m) % m;
  const d = (a * a + b * b) % m;
  return k & 1n ? [d, (c + d) % m] : [c, d];
}

console.log(String(pair(n)[0]));
