const { once } = require('events');
const rl = require('readline').createInterface({ input: process.stdin });
(async () => { const [first] = await once(rl, 'line'); console.log(first); rl.on('line', (l) => console.log('rest', l)); await once(rl, 'close'); console.log('closed'); })();
