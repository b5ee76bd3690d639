// Exits with 42 if stdin is what the statement promises.
const input = require('fs').readFileSync(0, 'latin1');
const integer = '(0|-?[1-9][0-9]*)';
const valid = new RegExp(`^${integer} ${integer}\n$`).test(input) &&
    input.split(' ').every((x) => Math.abs(Number(x)) <= 1e15);
process.exit(valid ? 42 : 43);
