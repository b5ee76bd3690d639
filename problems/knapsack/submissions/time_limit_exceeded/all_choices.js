// 2^100 choices.
const [[n, w], ...things] = require('fs')
    .readFileSync(0, 'utf8').trim().split('\n')
    .map((line) => line.split(' ').map(Number));

function best(i, left) {
  if (i === n) return 0;
  const [weight, value] = things[i];
  const without = best(i + 1, left);
  if (weight > left) return without;
  return Math.max(without, value + best(i + 1, left - weight));
}

console.log(best(0, w));
