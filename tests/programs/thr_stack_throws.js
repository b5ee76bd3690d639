throw Object.defineProperty(new Error('x'), 'stack', {
  get() {
    throw new Error('y');
  },
});
