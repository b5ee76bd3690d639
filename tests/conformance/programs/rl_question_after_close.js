const rl = require('readline').createInterface({ input: process.stdin });
rl.close();
try {
  rl.question('x', () => {});
  console.log('no error');
} catch (e) {
  console.log(e.code, e.message, e.name);
}
try {
  rl.pause();
  console.log('paused');
} catch (e) {
  console.log(e.code);
}
