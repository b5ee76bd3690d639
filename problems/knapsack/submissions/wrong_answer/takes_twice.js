// Counts upwards, so that a thing may be taken more than once.
const [[n, w], ...things] = require('fs')
    .readFileSync(0, 'utf8').trim().split('\n')
    .map((line) => line.split(' ').map(Number));
const best = new Float64Array(w + 1);
for (const [weight, value] of things) {
  for (let c = weight; c <= w; c++) {
    best[c] = Math.max(best[c], best[c - weight] + value);
  }
}
console.log(best[w]);
