const n = BigInt(readline());
console.log([n - 3n, 2n, 1n].join(' '));
