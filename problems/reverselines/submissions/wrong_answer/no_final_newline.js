// The last line does not end.
const [n, ...lines] = require('fs').readFileSync(0, 'utf8').split('\n');
const reversed = lines.slice(0, n).map((line) => [...line].reverse().join(''));
process.stdout.write(reversed.join('\n'));
