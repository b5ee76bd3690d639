class Leaves {
  static field = process.exit(3);
}
