// Answers guesses: reads what the submission prints, prints what it reads. Exits
// with 42 if the submission is right, with 43 if not.
//
// Its arguments are the input, the answer and the directory for feedback.
const fs = require('fs');

const [input, , feedback] = process.argv.slice(2);
const number = Number(fs.readFileSync(input, 'latin1'));

function reject(why) {
  fs.writeFileSync(`${feedback}judgemessage.txt`, `${why}\n`);
  process.exit(43);
}

for (let guesses = 1; ; ++guesses) {
  const line = readline();
  if (line === null) reject(`ended after ${guesses - 1} guesses`);
  if (!/^[0-9]{1,4}$/.test(line.trim())) reject('a guess is no number');
  if (guesses > 10) reject('more than ten guesses');
  const guess = Number(line);
  if (guess === number) break;
  console.log(guess > number ? 'lower' : 'higher');
}
console.log('correct');
process.exit(42);
