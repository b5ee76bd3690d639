// Exits with 42 if stdin is one number from 6 to 10^15.
const input = require('fs').readFileSync(0, 'latin1');
const number = /^[1-9][0-9]*\n$/.test(input) ? Number(input) : 0;
process.exit(number >= 6 && number <= 1e15 ? 42 : 43);
