// Follows every way: 2^60 of them on a ladder.
const [[n], ...streets] = require('fs')
    .readFileSync(0, 'utf8').trim().split('\n')
    .map((line) => line.split(' ').map(Number));
const out = Array.from({length: n + 1}, () => []);
for (const [a, b, d] of streets) out[a].push([b, d]);

const onWay = Array(n + 1).fill(false);
let best = Infinity;
function follow(a, length) {
  if (a === n) best = Math.min(best, length);
  onWay[a] = true;
  for (const [b, d] of out[a]) {
    if (!onWay[b] && length + d <= best) follow(b, length + d);
  }
  onWay[a] = false;
}

follow(1, 0);
console.log(best === Infinity ? -1 : best);
