process.stdin.once('data', () => {
  console.log('ok');
  process.stdin.pause();
});
