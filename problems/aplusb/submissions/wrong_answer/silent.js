// Prints nothing at all.
const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);
const sum = a + b;
