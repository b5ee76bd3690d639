// Two digits are not enough.
const lines = require('fs').readFileSync(0, 'utf8').trim().split('\n');
const values = lines.slice(1).map(Number);
console.log((values.reduce((a, b) => a + b, 0) / values.length).toFixed(2));
