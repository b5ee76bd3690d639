const { Readable } = require('stream');
const readline = require('readline');
const rl = readline.createInterface({ input: Readable.from(['one\ntw', 'o\nthr', 'ee']) });
rl.on('line', (l) => console.log(l));
rl.on('close', () => console.log('closed'));
