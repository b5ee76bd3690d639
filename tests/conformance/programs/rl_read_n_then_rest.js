const rl = require('readline').createInterface({ input: process.stdin });
const it = rl[Symbol.asyncIterator]();
(async () => {
  const { value: n } = await it.next();
  const rows = []; for (let i = 0; i < n; i++) rows.push((await it.next()).value);
  console.log(rows); for await (const l of rl) console.log('rest', l);
})();
