function spin() {
  try {
    for (;;);
  } finally {
    return 1;
  }
}
for (;;) spin();
