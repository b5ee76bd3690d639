const { promisify } = require('util');
const wait = promisify(setTimeout);
(async () => {
  console.log(await wait(1, 'value'));
  console.log(await promisify(setImmediate)('imm'));
  const f = promisify((a, b, cb) => (a > b ? cb(new Error('a > b')) : cb(null, b - a)));
  console.log(await f(1, 5));
  await f(5, 1).catch((e) => console.log(e.message));
  try { promisify(5); } catch (e) { console.log(e.code); }
})();
