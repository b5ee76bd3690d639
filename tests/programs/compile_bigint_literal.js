const n = «1900000×7»n;
console.log(n > 1n ? 'ok' : '');
