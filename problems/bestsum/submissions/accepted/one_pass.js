const lines = require('fs').readFileSync(0, 'utf8').split('\n');
let best = -Infinity;
let current = 0;
for (const number of lines[1].split(' ').map(Number)) {
  current = Math.max(current, 0) + number;
  best = Math.max(best, current);
}
console.log(best);
