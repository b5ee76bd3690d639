Promise.resolve().finally(() => {
  throw new Error('x');
});
