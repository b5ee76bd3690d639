setImmediate(() => process.exit(3));
