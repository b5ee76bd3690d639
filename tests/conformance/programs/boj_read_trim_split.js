const fs = require('fs');
const input = fs.readFileSync('/dev/stdin').toString().trim().split('\n');
const [a, b] = input[0].split(' ').map((v) => +v);
console.log(a / b);
console.log(input.length, 1 / 3, 0.1 + 0.2, 1e21, 1e-7, -0, 100 / 3);
