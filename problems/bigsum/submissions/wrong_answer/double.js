// The sum does not fit a double.
const lines = require('fs').readFileSync(0, 'utf8').trim().split('\n');
let sum = 0;
for (const line of lines.slice(1)) sum += Number(line);
console.log(BigInt(sum).toString());
