// Exits with 42 if stdin is what the statement promises.
const lines = require('fs').readFileSync(0, 'latin1').split('\n');
const isInteger = (text) => /^(0|-?[1-9][0-9]*)$/.test(text);
const end = lines.pop();
const n = lines.shift();
const valid = end === '' && isInteger(n) && n >= 1 && n <= 1e6 &&
    lines.length === Number(n) &&
    lines.every((x) => isInteger(x) && Math.abs(Number(x)) <= 1e12);
process.exit(valid ? 42 : 43);
