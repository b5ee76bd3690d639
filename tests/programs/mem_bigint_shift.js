const large = [1n, 2n, 3n].map((n) => n << 1073741000n);
console.log(large.length);
