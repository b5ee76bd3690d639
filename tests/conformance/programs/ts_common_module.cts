const fs = require('fs');
const s: string = fs.readFileSync(0, 'utf8');
console.log(s.length);
export = { a: 1 };
