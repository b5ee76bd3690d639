// TypeError: BigInt and Number do not mix.
const n = Number(require('fs').readFileSync(0, 'utf8'));
let product = 1n;
for (let i = 1; i <= n; i++) product *= i;
console.log(String(product));
