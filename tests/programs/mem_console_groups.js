for (;;) {
  console.group('g');
}
