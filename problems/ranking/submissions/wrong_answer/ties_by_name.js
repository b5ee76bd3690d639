// Orders contestants with equal points by name.
const [n, ...lines] =
    require('fs').readFileSync(0, 'utf8').trim().split('\n');
const rows = lines.map((line) => line.split(' '));
rows.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
console.log(rows.map(([name]) => name).join('\n'));
