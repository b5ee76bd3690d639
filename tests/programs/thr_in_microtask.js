Promise.resolve().then(() => {
  throw new Error('x');
});
