process.stdin.on('data', (d) => {
  process.stdout.write(String(d).trim().split('').reverse().join('') + '\n', () => process.exit(0));
});
process.stdin.on('end', () => console.log('not reached?'));
