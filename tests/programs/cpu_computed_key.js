class Endless {
  [{
    toString() {
      for (;;);
    },
  }]() {}
}
