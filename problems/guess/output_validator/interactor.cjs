// Answers guesses; stdin and stdout are the submission's stdout and stdin.
//
//   node interactor.cjs INPUT ANSWER FEEDBACK/
const fs = require('fs');

const MOST_GUESSES = 50;
const [input, , feedback] = process.argv.slice(2);
const secret = Number(fs.readFileSync(input, 'latin1'));

function reject(why) {
  fs.writeFileSync(`${feedback}judgemessage.txt`, `${why}\n`);
  process.exit(43);
}

for (let guesses = 1; ; ++guesses) {
  const line = readline();
  if (line === null) reject(`ended after ${guesses - 1} guesses`);
  if (!/^[0-9]{1,13}$/.test(line.trim())) reject('a guess is no number');
  if (guesses > MOST_GUESSES) reject(`more than ${MOST_GUESSES} guesses`);
  const guess = Number(line);
  if (guess === secret) break;
  console.log(guess > secret ? 'lower' : 'higher');
}
console.log('correct');
process.exit(42);
