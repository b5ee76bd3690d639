// Lines that come before the loop begins are lost in Node.
const rl = require('readline').createInterface({ input: process.stdin });
(async () => { await null; let n = 0; for await (const l of rl) n++; console.log(n); })();
