const promise = Promise.resolve('ok');
Object.defineProperty(promise, 'constructor', {
  get() {
    return Object;
  },
});
(async () => console.log(await promise))();
