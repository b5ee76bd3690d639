const n = Number(readline());
console.log(1, 2, n * 1.0000001);
