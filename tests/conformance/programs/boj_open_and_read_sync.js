const fs = require('fs');
const fd = fs.openSync('/dev/stdin', 'r');
const buf = Buffer.alloc(16);
let s = '', n;
while ((n = fs.readSync(fd, buf, 0, buf.length, null)) > 0) s += buf.toString('utf8', 0, n);
fs.closeSync(fd);
console.log(s.length, JSON.stringify(s));
