const memo = new Map();
const f = (n) => {
  if (n < 2) return BigInt(n);
  if (!memo.has(n)) memo.set(n, (f(n - 1) + f(n - 2)) % 1000000007n);
  return memo.get(n);
};
console.log(f(10000) >= 0n ? 'ok' : '');
