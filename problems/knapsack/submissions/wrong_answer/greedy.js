// Takes what is worth most per kilogram first.
const [[n, w], ...things] = require('fs')
    .readFileSync(0, 'utf8').trim().split('\n')
    .map((line) => line.split(' ').map(Number));
things.sort((a, b) => b[1] / b[0] - a[1] / a[0]);
let left = w;
let total = 0;
for (const [weight, value] of things) {
  if (weight > left) continue;
  left -= weight;
  total += value;
}
console.log(total);
