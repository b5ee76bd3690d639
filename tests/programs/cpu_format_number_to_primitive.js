console.log('%d and %s', {
  [Symbol.toPrimitive]() {
    for (;;);
  },
  toString() {
    for (;;);
  },
}, {
  toString() {
    for (;;);
  },
});
