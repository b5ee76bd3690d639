class Endless extends Array {
  static get [Symbol.species]() {
    for (;;);
  }
}
new Endless(3).map((x) => x);
