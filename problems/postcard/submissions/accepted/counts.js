// As many digits as the number says, and one more.
const pass = readline();
const line = readline();
console.log(pass === 'write' ? '1'.repeat(Number(line) + 1) : line.length - 1);
