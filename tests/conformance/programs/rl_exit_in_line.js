require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === '0 0') process.exit();
  const [a, b] = line.split(' ').map(Number);
  console.log(a + b);
}).on('close', () => console.log('not reached'));
