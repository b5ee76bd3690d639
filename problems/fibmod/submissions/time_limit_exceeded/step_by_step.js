// 10^18 steps.
const [n, m] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);
let [a, b] = [0, 1 % m];
for (let i = 0; i < n; i++) [a, b] = [b, (a + b) % m];
console.log(a);
