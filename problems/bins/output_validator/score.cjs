// Accepts every packing that fits and says how good it is.
//
//   node score.cjs INPUT ANSWER FEEDBACK/ < OUTPUT
const fs = require('fs');

const [input, answer, feedback] = process.argv.slice(2);
const numbers = (file) => fs.readFileSync(file, 'latin1').split(/\s+/)
    .filter(Boolean).map(Number);
const sizes = numbers(input).slice(1);
const packed = numbers(0);

function reject(why) {
  fs.writeFileSync(`${feedback}teammessage.txt`, `${why}\n`);
  process.exit(43);
}

if (packed.length !== sizes.length) reject(`${packed.length} bins are named`);
const filled = new Map();
packed.forEach((bin, parcel) => {
  if (!Number.isInteger(bin) || bin < 1) reject('a bin is no number from 1');
  filled.set(bin, (filled.get(bin) ?? 0) + sizes[parcel]);
  if (filled.get(bin) > 100) reject(`bin ${bin} is too full`);
});
const multiplier = Math.min(1, new Set(numbers(answer)).size / filled.size);
fs.writeFileSync(`${feedback}score_multiplier.txt`, `${multiplier.toFixed(6)}\n`);
process.exit(42);
