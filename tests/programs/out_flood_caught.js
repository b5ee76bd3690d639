for (;;) {
  try {
    for (;;) console.log('0123456789'.repeat(100));
  } catch {
    continue;
  }
}
