Object.setPrototypeOf(Object.prototype, null);
Object.setPrototypeOf(console, new Proxy({}, {
  get() {
    throw 1;
  },
}));
console.log('ok');
