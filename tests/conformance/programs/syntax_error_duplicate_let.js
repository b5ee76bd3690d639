let a = 1;
console.log('never');
let a = 2;
