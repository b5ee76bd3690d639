const buf = require('fs').readFileSync(0);
let p = 0;
const nextInt = () => {
  let c = buf[p++];
  while (c <= 32) c = buf[p++];
  const neg = c === 45;
  if (neg) c = buf[p++];
  let x = 0;
  while (c >= 48) { x = 10 * x + c - 48; c = buf[p++]; }
  return neg ? -x : x;
};
const n = nextInt();
const a = new Int32Array(n).map(nextInt);
console.log(n, a, a.reduce((x, y) => x + y), buf[p], buf.length);
