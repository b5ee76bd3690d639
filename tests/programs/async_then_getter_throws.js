Promise.resolve().then(() => ({
  get then() {
    throw new Error('x');
  },
}));
