try {
  throw new Error('x');
} finally {
  process.exit(3);
}
