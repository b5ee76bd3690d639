process.on('uncaughtException', () => {
  process.nextTick(() => {
    throw new Error('again');
  });
});
throw new Error('first');
