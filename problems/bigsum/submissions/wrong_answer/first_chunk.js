// Takes the first 64 KiB for the whole input.
const buffer = Buffer.alloc(65536);
const length = require('fs').readSync(0, buffer, 0, buffer.length, null);
const lines = buffer.toString('utf8', 0, length).trim().split('\n');
const sum = lines.slice(1).reduce((total, x) => total + BigInt(x), 0n);
console.log(String(sum));
