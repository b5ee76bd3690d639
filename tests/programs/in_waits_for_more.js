process.stdin.on('readable', () => {
  while (process.stdin.read() !== null);
});
process.stdin.on('end', () => console.log('ok'));
