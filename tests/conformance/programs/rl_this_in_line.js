require('readline').createInterface({ input: process.stdin }).on('line', function (l) { this.n = (this.n || 0) + 1; if (this.n == 1)
  this.t = +l;
else {
  console.log(l.split('').reverse().join(''));
  if (this.n > this.t)
    this.close();
} }).on('close', () => console.log('bye'));
