// Prints NaN.
const [n, t] = require('fs').readFileSync(0, 'utf8').split('\n');
console.log((t.total + Number(t)) / n);
