// Accepts every right answer; the judge's is one of many.
//
//   node check.cjs INPUT ANSWER FEEDBACK/ < OUTPUT
const fs = require('fs');

const [input, , feedback] = process.argv.slice(2);

function reject(judges, team) {
  fs.writeFileSync(`${feedback}judgemessage.txt`, `${judges}\n`);
  if (team) fs.writeFileSync(`${feedback}teammessage.txt`, `${team}\n`);
  process.exit(43);
}

const sum = BigInt(fs.readFileSync(input, 'latin1').trim());
const tokens = fs.readFileSync(0, 'latin1').split(/\s+/).filter(Boolean);
if (tokens.length !== 3) {
  reject(`${tokens.length} tokens`, 'three numbers are expected');
}
if (!tokens.every((token) => /^[1-9][0-9]{0,15}$/.test(token))) {
  reject('a token is no positive number', 'only positive numbers are');
}
const numbers = tokens.map(BigInt);
if (new Set(numbers).size !== 3) reject('two are equal');
const given = numbers.reduce((a, b) => a + b);
if (given !== sum) reject(`the sum is ${given}, not ${sum}`);
process.exit(42);
