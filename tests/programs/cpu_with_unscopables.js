with ({
  name: 1,
  get [Symbol.unscopables]() {
    for (;;);
  },
}) {
  name;
}
