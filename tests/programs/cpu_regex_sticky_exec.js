const pattern = /a/g;
pattern.exec = () => [''];
Object.defineProperty(pattern, 'lastIndex', { value: 0, writable: true });
'aaa'.replace({
  [Symbol.replace]() {
    for (;;) pattern.test('a');
  },
}, '');
