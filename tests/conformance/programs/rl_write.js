const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
rl.on('line', (l) => console.log('line:', l));
rl.write('typed\n');
rl.write('half');
