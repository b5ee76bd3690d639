const n = BigInt(readline());
console.log(`1 2 ${n - 3n}`);
