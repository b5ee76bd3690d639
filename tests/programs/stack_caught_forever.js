const down = () => 1 + down();
for (;;) {
  try {
    down();
  } catch {
    continue;
  }
}
