// Exits with 42 if stdin is one number from 1 to 10^12.
const input = require('fs').readFileSync(0, 'latin1');
const number = /^[1-9][0-9]*\n$/.test(input) ? Number(input) : 0;
process.exit(number >= 1 && number <= 1e12 ? 42 : 43);
