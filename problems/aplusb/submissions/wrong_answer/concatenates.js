// Strings are joined, not added.
const [a, b] = require('fs').readFileSync(0, 'utf8').trim().split(' ');
console.log(a + b);
