function* range(n) {
  for (let i = 0; i < n; i++) yield i;
}
let sum = 0;
for (const x of range(100000)) sum += x;
console.log(sum === 4999950000 ? 'ok' : sum);
