Error.prepareStackTrace = () => new Proxy({}, {
  get() {
    throw 1;
  },
});
throw new Error('x');
