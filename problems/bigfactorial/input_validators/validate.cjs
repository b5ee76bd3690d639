// Exits with 42 if stdin is what the statement promises.
const input = require('fs').readFileSync(0, 'latin1');
const valid = /^(0|[1-9][0-9]*)\n$/.test(input) && Number(input) <= 3000;
process.exit(valid ? 42 : 43);
