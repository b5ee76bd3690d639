process.stdin.on('data', (c) => { for (const l of c.toString().split('\n'))
  if (l)
    console.log(l.split(' ').map(BigInt).reduce((a, b) => a * b).toString()); });
