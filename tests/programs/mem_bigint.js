const numbers = [];
for (let bits = 1n << 20n; ; bits += 1n) numbers.push(1n << bits);
