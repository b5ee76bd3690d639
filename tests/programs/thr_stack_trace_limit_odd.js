Error.stackTraceLimit = {
  valueOf() {
    for (;;);
  },
};
throw new Error('x');
