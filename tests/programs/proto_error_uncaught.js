for (const key of ['name', 'message', 'toString', 'stack', 'constructor']) {
  Object.defineProperty(Error.prototype, key, {
    get() {
      throw 'read';
    },
  });
}
throw new Error();
