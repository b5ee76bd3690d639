const n = Number(readline());
let sum = 0;
for (let i = 0; i < n; i++) sum += parseFloat(readline());
print((sum / n).toExponential(12));
