// Uses no CPU time at all: the limit on wall time ends it.
const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);
setTimeout(() => console.log(a + b), 3600 * 1000);
