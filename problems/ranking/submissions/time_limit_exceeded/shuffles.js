// Shuffles until the rows happen to be in order.
const [n, ...lines] =
    require('fs').readFileSync(0, 'utf8').trim().split('\n');
const rows = lines.map((line, i) => [...line.split(' '), i]);
const before = (a, b) => +a[1] > +b[1] || (a[1] === b[1] && a[2] < b[2]);
while (rows.some((row, i) => i > 0 && !before(rows[i - 1], row))) {
  for (let i = rows.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [rows[i], rows[j]] = [rows[j], rows[i]];
  }
}
console.log(rows.map(([name]) => name).join('\n'));
