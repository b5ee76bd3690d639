// Exits with 42 if stdin is a list of sizes as promised.
const input = require('fs').readFileSync(0, 'latin1');
const match = /^([1-9][0-9]*)\n([0-9]+(?: [0-9]+)*)\n$/.exec(input);
const sizes = match ? match[2].split(' ').map(Number) : [];
const valid = match && Number(match[1]) === sizes.length &&
    sizes.length <= 1000 && sizes.every((size) => size >= 1 && size <= 100);
process.exit(valid ? 42 : 43);
