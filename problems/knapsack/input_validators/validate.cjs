// Exits with 42 if stdin is what the statement promises.
const lines = require('fs').readFileSync(0, 'latin1').split('\n');
const pair = /^(0|[1-9][0-9]*) (0|[1-9][0-9]*)$/;
const inRange = (text, [low1, high1], [low2, high2]) => {
  const match = pair.exec(text);
  if (!match) return false;
  const [a, b] = [Number(match[1]), Number(match[2])];
  return low1 <= a && a <= high1 && low2 <= b && b <= high2;
};
const end = lines.pop();
const head = lines.shift();
const valid = end === '' && inRange(head, [1, 100], [0, 1e5]) &&
    lines.length === Number(head.split(' ')[0]) &&
    lines.every((line) => inRange(line, [1, 1e5], [1, 1e9]));
process.exit(valid ? 42 : 43);
