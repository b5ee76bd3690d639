Promise.reject({
  toString() {
    for (;;);
  },
  get stack() {
    for (;;);
  },
});
