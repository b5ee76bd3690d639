const rl = require('readline').createInterface({ input: process.stdin });
let t = 0, state = 0, n;
rl.on('line', (line) => {
  if (state === 0) { t = +line; state = 1; }
  else if (state === 1) { n = +line; state = 2; }
  else {
    const xs = line.split(' ').map(Number);
    console.log(n, Math.max(...xs) - Math.min(...xs));
    state = 1;
    if (--t === 0) rl.close();
  }
});
