const big = 'x'.repeat(1 << 16) + '\n';
let n = 0;
(function more() {
  while (n < 5) {
    n++;
    if (!process.stdout.write(big)) {
      process.stdout.once('drain', more);
      return;
    }
  }
  process.stdout.write('done\n');
})();
