// Exits with 42 if stdin is what the statement promises.
const lines = require('fs').readFileSync(0, 'latin1').split('\n');
const end = lines.pop();
const n = lines.shift();
const valid = end === '' && /^[1-9][0-9]*$/.test(n) && Number(n) <= 1000 &&
    lines.length === Number(n) &&
    lines.every((t) => /^-?[0-9]+(\.[0-9]{1,6})?$/.test(t) &&
                       Math.abs(Number(t)) <= 1e9);
process.exit(valid ? 42 : 43);
