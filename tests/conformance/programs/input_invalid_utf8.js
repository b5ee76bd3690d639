const fs = require('fs');
const b = fs.readFileSync(0);
console.log(b.length, JSON.stringify(b.toString()), b.toString('latin1').length, b);
console.log(JSON.stringify(new TextDecoder().decode(b)));
try { new TextDecoder('utf-8', { fatal: true }).decode(b); } catch (e) { console.log(e.name, e.code); }
process.stdout.write(b);
