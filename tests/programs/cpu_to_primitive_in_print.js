print({
  [Symbol.toPrimitive]() {
    for (;;);
  },
});
