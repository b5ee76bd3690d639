require({
  toString() {
    for (;;);
  },
});
