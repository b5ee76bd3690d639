// As strings, "9" is more than "10".
const [n, ...lines] =
    require('fs').readFileSync(0, 'utf8').trim().split('\n');
const rows = lines.map((line) => line.split(' '));
rows.sort((a, b) => (a[1] < b[1] ? 1 : a[1] > b[1] ? -1 : 0));
console.log(rows.map(([name]) => name).join('\n'));
