const n = Number(readline());
console.log(Array(n).fill(1).join(' '));
