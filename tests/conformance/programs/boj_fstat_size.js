// input is a file
const fs = require('fs');
const { size } = fs.fstatSync(0);
const buf = Buffer.allocUnsafe(size + 1);
let len = 0, n;
while ((n = fs.readSync(0, buf, len, buf.length - len)) > 0) len += n;
console.log(size, len, buf.toString('latin1', 0, len));
