const { once } = require('events');
const rl = require('readline').createInterface({ input: process.stdin, crlfDelay: Infinity });
(async () => {
  const got = [];
  rl.on('line', (l) => got.push(l));
  const result = await once(rl, 'close');
  console.log(got, result);
})();
