const fs = require('fs');
const b = Buffer.alloc(1);
function getchar() { return fs.readSync(0, b, 0, 1) === 0 ? -1 : b[0]; }
function readInt() {
  let c = getchar(), neg = false, x = 0;
  while (c !== -1 && c !== 45 && (c < 48 || c > 57)) c = getchar();
  if (c === 45) { neg = true; c = getchar(); }
  while (c >= 48 && c <= 57) { x = x * 10 + c - 48; c = getchar(); }
  return neg ? -x : x;
}
const n = readInt();
let sum = 0;
for (let i = 0; i < n; i++) sum += readInt();
console.log(n, sum, getchar(), getchar());
