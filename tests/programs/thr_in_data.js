process.stdin.on('data', () => {
  throw new Error('x');
});
