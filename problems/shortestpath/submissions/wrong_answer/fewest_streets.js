// The way with the fewest streets need not be the shortest.
const [[n], ...streets] = require('fs')
    .readFileSync(0, 'utf8').trim().split('\n')
    .map((line) => line.split(' ').map(Number));
const out = Array.from({length: n + 1}, () => []);
for (const [a, b, d] of streets) out[a].push([b, d]);
const distance = new Map([[1, 0]]);
for (const a of distance.keys()) {
  for (const [b, d] of out[a]) {
    if (!distance.has(b)) distance.set(b, distance.get(a) + d);
  }
}
console.log(distance.get(n) ?? -1);
