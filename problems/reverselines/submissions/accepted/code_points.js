const {createInterface} = require('readline');

const rl = createInterface({input: process.stdin, crlfDelay: Infinity});
let first = true;
rl.on('line', (line) => {
  if (first) {
    first = false;
    return;
  }
  const points = Array.from(line, (c) => c.codePointAt(0));
  let reversed = '';
  for (const point of points.reverse()) reversed += String.fromCodePoint(point);
  process.stdout.write(reversed + '\n');
});
