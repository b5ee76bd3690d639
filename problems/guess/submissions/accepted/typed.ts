import * as fs from 'node:fs';

const buffer = Buffer.alloc(64);
function readAnswer(): string {
  let text = '';
  while (!text.endsWith('\n')) {
    const count = fs.readSync(0, buffer);
    if (count === 0) return text;
    text += buffer.toString('latin1', 0, count);
  }
  return text.trim();
}

let low: number = 1;
let high: number = 1e12;
for (;;) {
  const guess = Math.floor((low + high) / 2);
  fs.writeSync(1, `${guess}\n`);
  const answer = readAnswer();
  if (answer === 'correct') break;
  if (answer === 'lower') high = guess - 1;
  else low = guess + 1;
}
