(async () => {
  const total = await process.stdin
    .setEncoding('utf8')
    .flatMap((c) => c.split('\n'))
    .filter((l) => l !== '')
    .map(Number)
    .reduce((a, b) => a + b, 0);
  console.log(total);
})();
