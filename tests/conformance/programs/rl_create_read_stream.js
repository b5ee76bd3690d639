const fs = require('fs');
const readline = require('readline');
const rl = readline.createInterface({ input: fs.createReadStream('/dev/stdin'), crlfDelay: Infinity });
rl.on('line', (line) => console.log(`Line from file: ${line}`));
rl.on('close', () => console.log('done'));
