const fs = require('fs');
const byte = Buffer.alloc(1);
let count = 0;
while (fs.readSync(0, byte, 0, 1, null) === 1) count += byte[0] === 120 ? 1 : 0;
console.log(count === 100000 ? 'ok' : count);
