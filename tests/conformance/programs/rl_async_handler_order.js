const rl = require('readline').createInterface({ input: process.stdin });
rl.on('line', async (line) => {
  console.log('start', line);
  await null;
  console.log('end', line);
});
rl.on('close', async () => {
  console.log('close');
  await new Promise((r) => setTimeout(r, 1));
  console.log('later');
});
