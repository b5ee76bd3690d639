process.stdin.resume();
process.stdin.on('data', (c) => {
  console.log('got', c.length);
  process.stdin.pause();
  console.log(process.stdin.isPaused());
  setTimeout(() => process.stdin.resume(), 1);
});
process.stdin.on('end', () => console.log('end'));
