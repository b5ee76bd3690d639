// A little off in the last digits.
const rl = require('readline').createInterface({input: process.stdin});
let count = -1;
let mean = 0;
rl.on('line', (line) => {
  if (++count > 0) mean += (Number(line) - mean) / count;
});
rl.on('close', () => console.log(mean.toFixed(7)));
