process.on('uncaughtException', () => {
  for (;;);
});
throw 1;
