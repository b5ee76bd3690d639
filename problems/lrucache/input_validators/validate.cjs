// Exits with 42 if numbers are as large as the statement says. The types of the
// signature are the judge's to check.
const lines = require('fs').readFileSync(0, 'utf8').trimEnd().split('\n');

const valid = ([[, capacity], ...calls]) =>
    capacity >= 1 && capacity <= 2e4 && calls.length <= 1e5 &&
    calls.every(([, ...given]) => given.every((x) => x >= 0 && x <= 1e9));
process.exit(lines.every((line) => valid(JSON.parse(line))) ? 42 : 43);
