// Carries the postcard from the first pass to the second.
//
//   node post.cjs INPUT ANSWER FEEDBACK/ < OUTPUT
const fs = require('fs');

const [, answer, feedback] = process.argv.slice(2);
const posted = `${feedback}posted.txt`;
const output = fs.readFileSync(0, 'latin1').trim();

function reject(why) {
  fs.writeFileSync(`${feedback}judgemessage.txt`, `${why}\n`);
  process.exit(43);
}

if (fs.existsSync(posted)) {
  const expected = fs.readFileSync(answer, 'latin1').trim();
  if (output !== expected) reject(`read ${output}, not ${expected}`);
} else {
  if (!/^[0-9]{1,2000}$/.test(output)) reject('no postcard of 1 to 2000 digits');
  const digits = [...output].sort().join('');
  fs.writeFileSync(posted, digits);
  fs.writeFileSync(`${feedback}nextpass.in`, `read\n${digits}\n`);
}
process.exit(42);
