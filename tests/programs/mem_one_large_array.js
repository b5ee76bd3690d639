const list = new Array(3.3e7).fill(1);
console.log('ok');
