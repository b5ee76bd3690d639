// Prints everything said so far again and again, and never stops.
const n = Number(require('fs').readFileSync(0, 'utf8'));
const said = [];
for (let i = 1; n; i++) {
  said.push((i % 3 ? '' : 'Fizz') + (i % 5 ? '' : 'Buzz') || i);
  console.log(said.join('\n'));
}
