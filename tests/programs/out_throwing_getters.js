console.log({
  get a() {
    throw 1;
  },
  set a(value) {},
  get b() {
    for (;;);
  },
});
