new Promise(() => process.exit(3));
