({}) instanceof {
  [Symbol.hasInstance]() {
    for (;;);
  },
};
