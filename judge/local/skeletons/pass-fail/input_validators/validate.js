// Exits with 42 if stdin is two integers from 0 to 10^9.
const input = require('fs').readFileSync(0, 'latin1');
const match = /^(0|[1-9][0-9]*) (0|[1-9][0-9]*)\n$/.exec(input);
const most = 1e9;
process.exit(match && Math.max(match[1], match[2]) <= most ? 42 : 43);
