let realm;
console.error({
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    realm = [options.constructor, inspect.constructor, options.stylize?.constructor]
      .filter(Boolean)
      .map((f) => f.constructor('return globalThis')());
    return 'x';
  },
});
console.log(realm.every((one) => one === globalThis) ? 'ok' : '');
