const fs = require('fs');
const a = fs.readFileSync(0, 'utf8');
const b = fs.readFileSync(0, 'utf8');
console.log(a.length, b.length);
