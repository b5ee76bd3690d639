const s = require('fs').readFileSync('/dev/stdin', 'utf8');
console.log(s.length, JSON.stringify(s), s.split('\0'));
process.stdout.write(s);
