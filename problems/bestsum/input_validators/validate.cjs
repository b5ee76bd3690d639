// Exits with 42 if stdin is a list as promised.
//
//   node validate.cjs [--most LENGTH] [--least NUMBER]
const input = require('fs').readFileSync(0, 'latin1');
const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const most = option('--most', 50);
const least = option('--least', -1e6);
const match = /^([1-9][0-9]*)\n(-?[0-9]+(?: -?[0-9]+)*)\n$/.exec(input);
const numbers = match ? match[2].split(' ').map(Number) : [];
const valid = match && Number(match[1]) === numbers.length &&
    numbers.length <= most && numbers.every((x) => x >= least && x <= 1e6);
process.exit(valid ? 42 : 43);
