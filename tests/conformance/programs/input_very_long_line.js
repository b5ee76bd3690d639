const rl = require('readline').createInterface({ input: process.stdin });
const seen = [];
rl.on('line', (l) => seen.push(l)).on('close', () => {
  console.log(seen.length, seen.map((l) => l.length), seen[1].split(' ').map(Number).reduce((a, b) => a + b), seen[2]);
});
