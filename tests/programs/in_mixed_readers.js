const fs = require('fs');
const first = readline();
const bytes = Buffer.alloc(4);
fs.readSync(0, bytes, 0, 4, null);
const rest = fs.readFileSync('/dev/stdin', 'utf8');
console.log(`${first}|${bytes.toString().trim()}|${rest.trim()}` === 'one|two|three' ? 'ok' : [first, bytes, rest]);
