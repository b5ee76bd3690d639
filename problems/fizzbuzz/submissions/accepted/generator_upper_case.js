// Case does not matter.
function* says(n) {
  for (let i = 1; i <= n; i++) {
    yield (i % 3 ? '' : 'FIZZ') + (i % 5 ? '' : 'BUZZ') || i;
  }
}

const n = Number(require('fs').readFileSync(0));
console.log([...says(n)].join('\n'));
