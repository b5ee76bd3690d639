let value = JSON.parse('['.repeat(1e5) + ']'.repeat(1e5));
let depth = 0;
for (; value !== undefined; value = value[0]) depth++;
console.log(depth === 1e5 ? 'ok' : depth);
