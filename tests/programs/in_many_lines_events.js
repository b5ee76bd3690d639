let sum = 0;
const lines = require('readline').createInterface({ input: process.stdin });
lines.on('line', (line) => (sum += Number(line)));
lines.on('close', () => console.log(sum === 700000 ? 'ok' : sum));
