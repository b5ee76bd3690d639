process.exit({
  valueOf() {
    for (;;);
  },
});
