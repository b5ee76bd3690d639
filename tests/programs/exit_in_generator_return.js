function* one() {
  try {
    yield 1;
  } finally {
    process.exit(3);
  }
}
for (const value of one()) break;
