for (;;) {
  try {
    Math.min.apply(undefined, { length: 1 << 22 });
  } catch {
    continue;
  }
}
