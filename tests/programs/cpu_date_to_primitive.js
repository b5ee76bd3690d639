new Date({
  [Symbol.toPrimitive]() {
    for (;;);
  },
});
