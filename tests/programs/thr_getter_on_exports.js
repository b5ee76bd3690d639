Object.defineProperty(module, 'exports', {
  get() {
    throw new Error('x');
  },
});
Object.defineProperty(module, 'loaded', {
  set() {
    throw new Error('loaded');
  },
});
