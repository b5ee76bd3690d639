// Only weights that can be reached.
const lines = require('fs').readFileSync('/dev/stdin', 'utf8').split('\n');
const [n, w] = lines[0].split(' ').map(Number);
let best = new Map([[0, 0]]);
for (let i = 1; i <= n; i++) {
  const [weight, value] = lines[i].split(' ').map(Number);
  const next = new Map(best);
  for (const [c, v] of best) {
    if (c + weight > w) continue;
    if ((next.get(c + weight) ?? -1) < v + value) next.set(c + weight, v + value);
  }
  best = next;
}
console.log(Math.max(...best.values()));
