const n = 6000;
let x = 3;
const next = () => (x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff) >> 16;
const a = Array.from({length: n}, () => next() & 3);
const b = Array.from({length: n}, () => next() & 3);
const rows = Array.from({length: n + 1}, () => new Uint16Array(n + 1));
for (let i = 1; i <= n; ++i) {
  const row = rows[i];
  const above = rows[i - 1];
  for (let j = 1; j <= n; ++j) {
    row[j] = a[i - 1] === b[j - 1] ? above[j - 1] + 1
                                   : Math.max(above[j], row[j - 1]);
  }
}
console.log(rows[n][n]);
