process.stdin.on('readable', function () {
  let c;
  while ((c = this.read(4)) !== null) console.log(c.toString());
});
process.stdin.on('end', () => console.log('end'));
