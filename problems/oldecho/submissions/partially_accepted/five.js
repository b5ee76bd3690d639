// 40 points.
const words = require('fs').readFileSync(0, 'utf8').split('\n');
console.log([words[1], words[3], words[5]].join('\n'));
