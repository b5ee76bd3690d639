setImmediate(() => {
  throw new Error('x');
});
