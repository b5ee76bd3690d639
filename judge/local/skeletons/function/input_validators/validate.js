// Exits with 42 if all arguments are from 0 to 10^9. That they are integers is for
// the judge to check.
const lines = require('fs').readFileSync(0, 'utf8').trimEnd().split('\n');
const valid = (x) => x >= 0 && x <= 1e9;
process.exit(lines.every((line) => JSON.parse(line).every(valid)) ? 42 : 43);
