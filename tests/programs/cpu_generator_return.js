function* stubborn() {
  for (;;) {
    try {
      yield 1;
    } finally {
      for (;;);
    }
  }
}
for (const value of stubborn()) break;
