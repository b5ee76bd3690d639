function* down() {
  yield* down();
}
down().next();
