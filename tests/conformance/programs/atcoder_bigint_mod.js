const main = (input) => {
  const [n, k] = input.trim().split(' ').map(BigInt);
  const MOD = 10n ** 9n + 7n;
  const pow = (b, e) => {
    let r = 1n;
    for (b %= MOD; e > 0n; e >>= 1n, b = b * b % MOD) if (e & 1n) r = r * b % MOD;
    return r;
  };
  console.log(pow(n, k).toString());
  console.log(`${pow(n, MOD - 2n)}`);
  console.log(BigInt.asUintN(64, -n), BigInt.asIntN(8, 255n), -7n / 2n, -7n % 2n);
  console.log((n * k).toString(16), (n * k).toLocaleString(), typeof n, n == 123456789, n > 5);
  console.log([3n, 1n, 10n, 2n].sort(), [3n, 1n, 10n].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
};
main(require('fs').readFileSync(0, 'utf8'));
