process.stdin.once('data', (d) => {
  console.log(Buffer.isBuffer(d), d.toString().trim().split(' ').map(Number).reduce((a, b) => a + b));
});
