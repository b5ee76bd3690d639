// A matrix of 10^10 distances.
const [[n], ...streets] = require('fs')
    .readFileSync(0, 'utf8').trim().split('\n')
    .map((line) => line.split(' ').map(Number));
const matrix =
    Array.from({length: n + 1}, () => new Float64Array(n + 1).fill(Infinity));
for (const [a, b, d] of streets) matrix[a][b] = Math.min(matrix[a][b], d);

const distance = matrix[0].slice();
const done = new Set();
distance[1] = 0;
for (;;) {
  let nearest = 0;
  for (let v = 1; v <= n; v++) {
    if (!done.has(v) && distance[v] < distance[nearest]) nearest = v;
  }
  if (nearest === 0) break;
  done.add(nearest);
  for (let v = 1; v <= n; v++) {
    distance[v] =
        Math.min(distance[v], distance[nearest] + matrix[nearest][v]);
  }
}
console.log(distance[n] === Infinity ? -1 : distance[n]);
