const { createInterface } = require('readline'); const { PassThrough } = require('stream');
const p = new PassThrough(); const rl = createInterface({ input: p, crlfDelay: Infinity });
rl.on('line', (l) => console.log(JSON.stringify(l))).on('close', () => console.log('close'));
for (const c of ['ab', 'c\r', '\nd', '\n', '\r', '\n', 'é'.slice(0), 'tail']) p.write(c); const b = Buffer.from('日'); p.write(b.subarray(0, 1)); p.write(b.subarray(1)); p.end();
