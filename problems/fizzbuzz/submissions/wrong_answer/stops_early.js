// Leaves out the last number.
const n = Number(require('fs').readFileSync(0, 'utf8'));
for (let i = 1; i < n; i++) {
  console.log((i % 3 ? '' : 'Fizz') + (i % 5 ? '' : 'Buzz') || i);
}
