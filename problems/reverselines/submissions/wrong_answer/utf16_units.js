// Tears characters above U+FFFF apart.
const [n, ...lines] = require('fs').readFileSync(0, 'utf8').split('\n');
for (const line of lines.slice(0, n)) {
  console.log(line.split('').reverse().join(''));
}
