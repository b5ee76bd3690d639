const filePath = process.platform === 'linux' ? '/dev/stdin' : './input.txt';
let input = require('fs').readFileSync(filePath).toString().trim().split('\n');
input = input.map((item) => item.split(' ').map((i) => +i));
console.log(input);
