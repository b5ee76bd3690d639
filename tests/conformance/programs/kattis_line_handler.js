const readline = require('readline');
const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
rl.on('line', (line) => {
  var nums = line.split(' ');
  var a = BigInt(nums[0]);
  var b = BigInt(nums[1]);
  var diff = a > b ? a - b : b - a;
  console.log(diff.toString());
});
