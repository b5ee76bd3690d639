// Exits with 42 if stdin is what the statement promises.
const lines = require('fs').readFileSync(0, 'latin1').split('\n');

// The integers of a line, or an empty list if it has anything else.
function integers(line) {
  const text = /^(0|[1-9][0-9]*)( (0|[1-9][0-9]*))*$/;
  return text.test(line) ? line.split(' ').map(Number) : [];
}

function isStreet(line, n) {
  const [a, b, d, ...rest] = integers(line);
  return a >= 1 && a <= n && b >= 1 && b <= n && d >= 1 && d <= 1e9 &&
      rest.length === 0;
}

const end = lines.pop();
const [n, m, ...rest] = integers(lines.shift());
const valid = end === '' && n >= 1 && n <= 1e5 && m >= 0 && m <= 2e5 &&
    rest.length === 0 && lines.length === m &&
    lines.every((line) => isStreet(line, n));
process.exit(valid ? 42 : 43);
