const fs = require('fs');
console.log(readline() === null && fs.readFileSync(0, 'utf8') === '' && fs.readSync(0, Buffer.alloc(4)) === 0 ? 'ok' : '');
