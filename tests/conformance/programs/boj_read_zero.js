const [n, ...arr] = require('fs').readFileSync(0).toString().trim().split(/\s/).map(Number);
arr.sort();
console.log(n, arr);
arr.sort((a, b) => a - b);
console.log(...arr);
console.log(arr + '');
