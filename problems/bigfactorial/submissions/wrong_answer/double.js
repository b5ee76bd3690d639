// A double has 53 bits.
const n = Number(require('fs').readFileSync(0, 'utf8'));
let product = 1;
for (let i = 2; i <= n; i++) product *= i;
console.log(product);
