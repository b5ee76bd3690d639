const rl = require('readline').createInterface({ input: process.stdin });
const it = rl[Symbol.asyncIterator]();
(async () => { const { value: n } = await it.next(); for (let i = 0; i < +n; i++) {
  const { value, done } = await it.next();
  console.log(value, done);
} console.log(await it.next(), await it.next()); })();
