const n = 120;
const a = new Float64Array(n * n).fill(1);
const c = new Float64Array(n * n);
for (let i = 0; i < n; i++)
  for (let k = 0; k < n; k++)
    for (let j = 0; j < n; j++) c[i * n + j] += a[i * n + k] * a[k * n + j];
console.log(c.every((x) => x === n) ? 'ok' : '');
