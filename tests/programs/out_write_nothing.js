process.stdout.write(5);
