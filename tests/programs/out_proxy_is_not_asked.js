const loud = new Proxy({}, {
  get() {
    return () => {
      throw new Error('asked');
    };
  },
});
console.log(new Proxy({ a: 1 }, loud));
