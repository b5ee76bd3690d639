const rl = require('readline').createInterface({ input: process.stdin });
const it = rl[Symbol.asyncIterator]();
const input = async () => (await it.next()).value;
(async () => {
  const n = +(await input());
  for (let i = 0; i < n; i++) {
    const [a, b] = (await input()).split(' ').map(Number);
    console.log(a + b);
  }
  console.log(await it.next());
  console.log(await it.next());
})();
