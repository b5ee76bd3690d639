const fs = require('fs');
console.log('a');
fs.appendFileSync('/dev/stdout', 'b\n');
fs.appendFileSync('/dev/stdout', 'c\n');
console.log('d');
