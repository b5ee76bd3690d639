// Exits with 42 if stdin is what the first pass is promised.
const input = require('fs').readFileSync(0, 'latin1');
const match = /^write\n(0|[1-9][0-9]*)\n$/.exec(input);
process.exit(match && Number(match[1]) <= 1000 ? 42 : 43);
