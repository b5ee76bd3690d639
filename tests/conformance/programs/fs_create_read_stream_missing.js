const fs = require('fs');
fs.createReadStream('missing.txt').on('error', (e) => console.log(e.code, e.message)).on('close', () => console.log('close'));
