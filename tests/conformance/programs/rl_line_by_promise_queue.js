const rl = require('readline').createInterface({ input: process.stdin });
const lines = [], waiting = [];
let closed = false;
rl.on('line', (l) => (waiting.length ? waiting.shift()(l) : lines.push(l)));
rl.on('close', () => { closed = true; waiting.forEach((w) => w(null)); });
const getLine = () => new Promise((res) => lines.length ? res(lines.shift()) : closed ? res(null) : waiting.push(res));
(async () => {
  let l;
  while ((l = await getLine()) !== null) console.log('<' + l + '>');
  console.log('eof');
})();
