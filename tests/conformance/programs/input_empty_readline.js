const rl = require('readline').createInterface({ input: process.stdin });
rl.on('line', (l) => console.log('line', l));
rl.on('close', () => console.log('close'));
(async () => { for await (const l of rl) console.log('never', l); console.log('loop ended'); })();
