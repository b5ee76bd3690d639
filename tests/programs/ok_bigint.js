let product = 1n;
for (let i = 2n; i <= 1000n; i++) product *= i;
console.log(product.toString().length === 2568 ? 'ok' : '');
