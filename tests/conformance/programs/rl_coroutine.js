// A generator that yields for a line.
function* main() {
  const n = +(yield);
  let sum = 0;
  for (let i = 0; i < n; i++) { const [a, b] = (yield).split(' ').map(Number); sum += a * b; }
  console.log(sum);
}
const g = main(); g.next();
require('readline').createInterface({ input: process.stdin }).on('line', (l) => g.next(l).done && process.exit(0));
