// Without BigInt: limbs of seven digits.
const BASE = 1e7;
const n = Number(require('fs').readFileSync(0, 'utf8'));
const limbs = [1];
for (let i = 2; i <= n; i++) {
  let carry = 0;
  for (let j = 0; j < limbs.length; j++) {
    const value = limbs[j] * i + carry;
    limbs[j] = value % BASE;
    carry = Math.floor(value / BASE);
  }
  if (carry > 0) limbs.push(carry);
}
const digits = limbs.map((limb) => String(limb).padStart(7, '0'));
console.log(digits.reverse().join('').replace(/^0+/, ''));
