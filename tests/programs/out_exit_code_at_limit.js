process.stdout.write('x'.repeat(1048576));
process.exit(9);
