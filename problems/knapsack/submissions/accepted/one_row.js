const [[n, w], ...things] = require('fs')
    .readFileSync(0, 'utf8').trim().split('\n')
    .map((line) => line.split(' ').map(Number));
const best = new Float64Array(w + 1);
for (const [weight, value] of things) {
  for (let c = w; c >= weight; c--) {
    best[c] = Math.max(best[c], best[c - weight] + value);
  }
}
console.log(best[w]);
