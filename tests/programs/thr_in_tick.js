process.nextTick(() => {
  throw new Error('x');
});
