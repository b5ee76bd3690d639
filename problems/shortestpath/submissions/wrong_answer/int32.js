// Distances over 32 bits wrap around.
const [[n, m], ...streets] = require('fs')
    .readFileSync(0, 'utf8').trim().split('\n')
    .map((line) => line.split(' ').map(Number));
const distance = new Int32Array(n + 1).fill(2 ** 31 - 1);
distance[1] = 0;
for (let round = 0, changed = true; changed && round < n; round++) {
  changed = false;
  for (const [a, b, d] of streets) {
    if (distance[a] === 2 ** 31 - 1) continue;
    if (((distance[a] + d) | 0) < distance[b]) {
      distance[b] = distance[a] + d;
      changed = true;
    }
  }
}
console.log(distance[n] === 2 ** 31 - 1 ? -1 : distance[n]);
