// One write over the limit.
process.stdout.write('9'.repeat(20 * 1024 * 1024));
