import({
  toString() {
    for (;;);
  },
});
