const n = 460;
const fill = (f) => Float64Array.from({length: n * n}, (_, i) => f(i));
const a = fill((i) => i % 7);
const b = fill((i) => i % 11);
const c = new Float64Array(n * n);
for (let i = 0; i < n; ++i) {
  for (let k = 0; k < n; ++k) {
    const factor = a[i * n + k];
    for (let j = 0; j < n; ++j) c[i * n + j] += factor * b[k * n + j];
  }
}
console.log(c[n + 1]);
