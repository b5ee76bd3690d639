// Reads answers as they come, asks in between.
const rl = require('readline').createInterface({ input: process.stdin, terminal: false });
let lo = 1, hi = 1000, guess;
const ask = () => { guess = (lo + hi) >> 1; console.log(guess); };
ask();
rl.on('line', (answer) => {
  if (answer === 'correct') process.exit(0);
  if (answer === 'lower') hi = guess - 1;
  else lo = guess + 1;
  ask();
});
