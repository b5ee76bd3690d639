process.on('exit', () => {
  for (;;);
});
