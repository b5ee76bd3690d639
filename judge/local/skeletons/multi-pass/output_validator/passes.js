// Carries what the first pass wrote to the second. Exits with 42 if a pass is
// right, with 43 if not; the file nextpass.in asks for another pass, with that
// input.
//
// Its arguments are the input, the answer and the directory for feedback, where
// it finds in the second pass what it has written in the first.
const fs = require('fs');

const [, answer, feedback] = process.argv.slice(2);
const written = `${feedback}written.txt`;
const output = fs.readFileSync(0, 'latin1').trim();

function reject(why) {
  fs.writeFileSync(`${feedback}judgemessage.txt`, `${why}\n`);
  process.exit(43);
}

if (fs.existsSync(written)) {
  const expected = fs.readFileSync(answer, 'latin1').trim();
  if (output !== expected) reject(`read ${output}, not ${expected}`);
} else {
  if (!/^[02-9]{1,20}$/.test(output)) reject('wrote what is not allowed');
  fs.writeFileSync(written, output);
  fs.writeFileSync(`${feedback}nextpass.in`, `read\n${output}\n`);
}
process.exit(42);
