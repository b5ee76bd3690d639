const fact = (n) => (n <= 1n ? 1n : n * fact(n - 1n));
console.log(fact(30n));
console.log(String(fact(50n)));
console.log(fact(25n).toLocaleString('en-US'));
const modpow = (b, e, m) => { let r = 1n; for (b %= m; e; e >>= 1n, b = b * b % m)
  if (e & 1n)
    r = r * b % m; return r; };
console.log(modpow(3n, 10n ** 18n, 998244353n), -7n / 2n, -7n % 2n, 5n ** 0n, BigInt.asUintN(8, -1n), BigInt(2 ** 53) + 1n, 0xffn, typeof 1n, 1n < 2, 2n == 2, [3n, 1, 2n].sort());
console.log([1n, { a: 2n }], new Map([[1n, 2n]]), BigInt('0b101'), (123456789n).toString(36), parseInt('12n'));
try {
  1n + 1;
}
catch (e) {
  console.log(e.message);
}
try {
  BigInt('x');
}
catch (e) {
  console.log(e.name, e.message);
}
try {
  BigInt(1.5);
}
catch (e) {
  console.log(e.name, e.message);
}
try {
  JSON.stringify({ a: 1n });
}
catch (e) {
  console.log(e.message);
}
try {
  Math.max(1n);
}
catch (e) {
  console.log(e.message);
}
try {
  1n / 0n;
}
catch (e) {
  console.log(e.message);
}
try {
  +1n;
}
catch (e) {
  console.log(e.message);
}
