throw Object.defineProperty(new Error(), 'message', {
  get() {
    throw new Error('y');
  },
});
