const rl = require('readline').createInterface({ input: process.stdin });
rl.on('line', (line) => {
  console.log('line', line);
  if (line === 'stop') rl.close();
});
rl.on('close', () => console.log('close'));
