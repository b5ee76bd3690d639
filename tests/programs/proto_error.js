for (const key of ['name', 'message', 'toString', 'stack']) {
  Object.defineProperty(Error.prototype, key, {
    get() {
      throw 'read';
    },
    configurable: true,
  });
}
try {
  require('nothing');
} catch {
  process.stdout.write('ok');
}
