// Exits with 42 if stdin is what the statement promises.
const lines = require('fs').readFileSync(0, 'latin1').split('\n');
const end = lines.pop();
const n = lines.shift();
const valid = end === '' && /^[1-9][0-9]*$/.test(n) && Number(n) <= 1e5 &&
    lines.length === Number(n) &&
    lines.every((line) => /^[a-z]{1,10} (0|[1-9][0-9]{0,2}|1000)$/.test(line));
process.exit(valid ? 42 : 43);
