const fs = require('fs');
const n = fs.writeSync(1, 'héllo\n');
const m = fs.writeSync(1, Buffer.from('bytes\n'));
const k = fs.writeSync(1, Buffer.from('abcdef\n'), 2, 5);
const l = fs.writeSync(1, '6869210a', null, 'hex');
console.log(n, m, k, l);
fs.writeSync(2, 'to stderr\n');
fs.writeSync(1, new Uint16Array([0x4241, 0x0a43]));
fs.writeSync(process.stdout.fd, 'x\n', undefined, 'utf8');
