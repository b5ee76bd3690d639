const lines = require('readline').createInterface({ input: process.stdin });
lines.question('', (answer) => {
  lines.question('', () => console.log('wrong'));
  console.log(answer);
});
