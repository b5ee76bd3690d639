// Exits with 42 if stdin is one integer from 1 to 1000.
const input = require('fs').readFileSync(0, 'latin1');
const number = /^[1-9][0-9]{0,3}\n$/.test(input) ? Number(input) : 0;
process.exit(number >= 1 && number <= 1000 ? 42 : 43);
