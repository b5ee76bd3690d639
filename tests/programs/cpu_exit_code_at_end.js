process.exitCode = {
  valueOf() {
    for (;;);
  },
};
