const rl = require('readline').createInterface({ input: process.stdin, output: process.stdout });
rl.question('first ', (a) => {
  console.log('got', a);
  rl.question('second ', (b) => {
    console.log('never', b);
  });
});
rl.on('close', () => console.log('closed'));
