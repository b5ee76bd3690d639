const n = 1000000;
const composite = new Uint8Array(n + 1);
let primes = 0;
for (let i = 2; i <= n; i++) {
  if (composite[i] === 1) continue;
  primes++;
  for (let j = i * i; j <= n; j += i) composite[j] = 1;
}
console.log(primes === 78498 ? 'ok' : primes);
