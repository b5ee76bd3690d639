process.on('exit', () => process.exit(3));
