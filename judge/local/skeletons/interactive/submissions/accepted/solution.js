const rl = require('readline').createInterface({input: process.stdin});
let low = 1;
let high = 1000;
let guess = 0;
const ask = () => console.log(guess = Math.floor((low + high) / 2));
rl.on('line', (answer) => {
  if (answer === 'correct') return rl.close();
  if (answer === 'lower') high = guess - 1;
  else low = guess + 1;
  ask();
});
ask();
