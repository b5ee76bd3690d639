for (;;) {
  try {
    for (;;);
  } catch {
    continue;
  } finally {
    for (;;);
  }
}
