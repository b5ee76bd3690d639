// Says Fizz where FizzBuzz is due.
const n = Number(require('fs').readFileSync(0, 'utf8'));
for (let i = 1; i <= n; i++) {
  console.log(i % 3 === 0 ? 'Fizz' : i % 5 === 0 ? 'Buzz' : i);
}
