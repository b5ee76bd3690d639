again: for (;;) {
  try {
    for (;;);
  } finally {
    continue again;
  }
}
