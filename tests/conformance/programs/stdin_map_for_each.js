(async () => {
  await process.stdin.map((c) => c.toString().toUpperCase()).forEach((c) => process.stdout.write(c));
  console.log('--');
})();
