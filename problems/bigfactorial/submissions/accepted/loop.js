const n = BigInt(require('fs').readFileSync(0, 'utf8'));
let product = 1n;
for (let i = 2n; i <= n; i++) product *= i;
console.log(product.toString());
