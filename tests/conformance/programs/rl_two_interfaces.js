const readline = require('readline');
const one = readline.createInterface({ input: process.stdin });
one.once('line', (l) => {
  console.log('one', l);
  one.close();
  const two = readline.createInterface({ input: process.stdin });
  two.on('line', (x) => console.log('two', x));
  two.on('close', () => console.log('two closed'));
});
