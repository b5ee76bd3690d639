const fs = require('fs');
const b = Buffer.alloc(3);
console.log(fs.readSync(0, b), b.toString());
console.log(fs.readFileSync(0, 'utf8'));
