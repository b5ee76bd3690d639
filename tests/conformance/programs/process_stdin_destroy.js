process.stdin.on('data', (c) => {
  console.log(c.toString().trim());
  process.stdin.destroy();
});
process.stdin.on('end', () => console.log('end'));
process.stdin.on('close', () => console.log('close'));
