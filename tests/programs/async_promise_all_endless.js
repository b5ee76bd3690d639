function* forever() {
  for (;;) yield 1;
}
Promise.all(forever());
