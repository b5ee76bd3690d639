const n = BigInt(readline());
console.log(`${n / 3n} ${n / 3n} ${n - n / 3n * 2n}`);
