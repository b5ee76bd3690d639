// Enough for the small lists: 30 points.
const numbers = require('fs').readFileSync(0, 'utf8').split('\n')[1]
    .split(' ').map(Number);
let best = -Infinity;
for (let i = 0; i < numbers.length; ++i) {
  for (let j = i; j < numbers.length; ++j) {
    let sum = 0;
    for (let k = i; k <= j; ++k) sum += numbers[k];
    best = Math.max(best, sum);
  }
}
console.log(best);
