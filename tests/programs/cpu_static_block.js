class Endless {
  static {
    for (;;);
  }
}
