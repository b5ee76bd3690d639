// Keeps the order of all rows for each of them.
const [n, ...lines] =
    require('fs').readFileSync(0, 'utf8').trim().split('\n');
const rows = lines.map((line) => line.split(' '));
const history = [];
for (let i = 0; i < rows.length; i++) {
  history.push(rows.slice());
}
rows.sort((a, b) => b[1] - a[1]);
console.log(rows.map(([name]) => name).join('\n'));
