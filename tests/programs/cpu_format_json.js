console.log('%j', {
  toJSON() {
    for (;;);
  },
});
