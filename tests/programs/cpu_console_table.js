const row = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [i, i]));
console.table(Array.from({ length: 3000 }, () => row));
