// Exits with 42 if each line has one pair that fits. The types of the signature
// are the judge's to check.
const lines = require('fs').readFileSync(0, 'utf8').trimEnd().split('\n');

function pairs(nums, target) {
  const seen = new Map();
  let count = 0;
  for (const x of nums) {
    count += seen.get(target - x) ?? 0;
    seen.set(x, (seen.get(x) ?? 0) + 1);
  }
  return count;
}

const small = (x) => Math.abs(x) <= 1e9;
const valid = ([nums, target]) => nums.length >= 2 && nums.length <= 1e5 &&
    nums.every(small) && small(target) && pairs(nums, target) === 1;
process.exit(lines.every((line) => valid(JSON.parse(line))) ? 42 : 43);
