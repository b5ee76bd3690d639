const n = BigInt(require('fs').readFileSync(0, 'utf8'));
let n = 1n;
console.log(n);
