const s = require('fs').readFileSync(0, 'latin1');
let i = 0, n = 0, cnt = 0, sum = 0;
for (; i < s.length; i++) {
  const c = s.charCodeAt(i);
  if (c >= 48)
    n = n * 10 + c - 48, cnt++;
  else {
    if (cnt)
      sum += n;
    n = cnt = 0;
  }
}
console.log(sum);
console.log(isNaN('x'), isFinite('5'), Number.isInteger(5.0), Number.isSafeInteger(2 ** 53), Number.parseFloat('1e3x'), (25).toString(36), parseInt('zz', 36), (0.5).toString(2), (-255).toString(16), (1e21).toString(36), Number('0o17'), Number('1e1000'), -0 + '', `${-0}`, JSON.stringify(-0), (-0).toFixed(1), (1e-7).toFixed(10), 1e-7.toString(), (123.456).toFixed(1), (0).toPrecision(3), 1.0.toString(), 5..toString(), 1e21 + 1, 0.1 + 0.7, 1.15.toFixed(1), 1.25.toFixed(1), 8.345.toFixed(2), 10.5.toFixed(0), 1e20.toFixed(2), Number.MAX_SAFE_INTEGER, Number.MIN_VALUE, Number.MAX_VALUE);
