for (const key of ['callback', 'args', 'done', 'due', 'age', 'place', 'id', 'referenced', 'fd', 'length', 'code', 'errno', 'next', 'listener', 'once']) {
  Object.defineProperty(Object.prototype, key, {
    configurable: true,
    get: () => undefined,
    set: () => {
      throw new Error(`stored ${key}`);
    },
  });
}
setTimeout(() => setImmediate(() => console.log('ok')), 1);
