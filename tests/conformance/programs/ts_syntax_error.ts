const x: number = 5
const y = x +;
console.log(y);
