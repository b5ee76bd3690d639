const { on } = require('events');
const rl = require('readline').createInterface({ input: process.stdin });
const ac = new AbortController();
rl.on('close', () => ac.abort());
(async () => { try { for await (const [l] of on(rl, 'line', { signal: ac.signal })) console.log(l); } catch (e) { console.log(e.name, e.code); } })();
