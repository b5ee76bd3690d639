const fs = require('fs');
const b = fs.readFileSync(0);
const s = b.toString();
console.log(s.charCodeAt(0), Number(s.split('\n')[0]), parseInt(s), JSON.stringify(s), s.trim().length, new TextDecoder().decode(b).length, s.replace(/^\uFEFF/, '').length);
