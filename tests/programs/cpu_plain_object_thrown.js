throw {
  get stack() {
    for (;;);
  },
  get message() {
    for (;;);
  },
};
