// Exits with 42 if stdin is a list of words as promised.
const lines = require('fs').readFileSync(0, 'latin1').split('\n');
const count = Number(lines[0]);
const valid = /^[1-9][0-9]*$/.test(lines[0]) && count <= 10 &&
    lines.length === count + 2 && lines.at(-1) === '' &&
    lines.slice(1, -1).every((word) => /^[a-z0-9]+$/.test(word));
process.exit(valid ? 42 : 43);
