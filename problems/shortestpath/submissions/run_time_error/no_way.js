// Has no answer where there is no way.
const [[n], ...streets] = require('fs')
    .readFileSync(0, 'utf8').trim().split('\n')
    .map((line) => line.split(' ').map(Number));
const distance = {1: {total: 0}};
for (let changed = true; changed;) {
  changed = false;
  for (const [a, b, d] of streets) {
    if (!distance[a]) continue;
    const total = distance[a].total + d;
    if (distance[b] && distance[b].total <= total) continue;
    distance[b] = {total};
    changed = true;
  }
}
console.log(distance[n].total);
