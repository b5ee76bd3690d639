// Exits with 42 if no tree has too many nodes. That they are trees is the
// judge's to check.
const lines = require('fs').readFileSync(0, 'utf8').trimEnd().split('\n');
const valid = ([tree]) => tree.filter((x) => x !== null).length <= 1e5;
process.exit(lines.every((line) => valid(JSON.parse(line))) ? 42 : 43);
