const rl = require('readline').createInterface({ input: process.stdin });
rl.on('line', (l) => console.log('event', l));
(async () => { for await (const l of rl) { console.log('loop', l); await null; } console.log('done'); })();
