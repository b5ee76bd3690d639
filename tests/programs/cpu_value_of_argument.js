'text'.padStart({
  valueOf() {
    for (;;);
  },
});
