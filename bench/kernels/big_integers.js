let a = 0n;
let b = 1n;
for (let i = 0; i < 120000; ++i) [a, b] = [b, a + b];
console.log(String(a % 1000000007n));
