throw {
  toString() {
    for (;;);
  },
};
