// On the bytes of UTF-8: a character ends before the next byte that is not a
// continuation.
const input = require('fs').readFileSync(0);
const output = Buffer.alloc(input.length);
let start = input.indexOf(10) + 1;
let written = 0;
while (start < input.length) {
  const end = input.indexOf(10, start);
  for (let i = end, last = end; i-- > start;) {
    if ((input[i] & 0xc0) === 0x80) continue;
    written += input.copy(output, written, i, last);
    last = i;
  }
  output[written++] = 10;
  start = end + 1;
}
process.stdout.write(output.subarray(0, written));
