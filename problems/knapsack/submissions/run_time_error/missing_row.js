// The table is one row short: TypeError.
const [[n, w], ...things] = require('fs')
    .readFileSync(0, 'utf8').trim().split('\n')
    .map((line) => line.split(' ').map(Number));
const best = Array.from({length: n}, () => Array(w + 1).fill(0));
things.forEach(([weight, value], i) => {
  for (let c = 0; c <= w; c++) {
    best[i + 1][c] = c < weight ?
        best[i][c] : Math.max(best[i][c], best[i][c - weight] + value);
  }
});
console.log(best[n][w]);
