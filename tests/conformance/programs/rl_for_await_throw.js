const rl = require('readline').createInterface({ input: process.stdin });
(async () => { try { for await (const l of rl) { console.log(l); if (l === 'b') throw new Error('stop'); } } catch (e) { console.log(e.message); } rl.close(); })();
rl.on('close', () => console.log('closed'));
