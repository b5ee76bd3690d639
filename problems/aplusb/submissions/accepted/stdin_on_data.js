let input = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => { input += chunk; });
process.stdin.on('end', () => {
  const [a, b] = input.split(' ').map(Number);
  process.stdout.write(`${a + b}\n`);
});
