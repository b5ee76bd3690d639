const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
const ac = new AbortController();
rl.question('name? ', { signal: ac.signal }, (a) => console.log('answered', a));
ac.abort();
rl.on('line', (l) => console.log('line', l));
