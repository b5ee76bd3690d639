// Parses the bytes, and adds doubles as long as they are exact.
const bytes = require('fs').readFileSync(0);
let position = 0;

function nextInteger() {
  while (bytes[position] < 33) position++;
  const negative = bytes[position] === 45;
  if (negative) position++;
  let value = 0;
  while (bytes[position] >= 48) value = value * 10 + bytes[position++] - 48;
  return negative ? -value : value;
}

const n = nextInteger();
let total = 0n;
let part = 0;
for (let i = 0; i < n; i++) {
  part += nextInteger();
  if (Math.abs(part) > 1e15) {
    total += BigInt(part);
    part = 0;
  }
}
console.log(String(total + BigInt(part)));
