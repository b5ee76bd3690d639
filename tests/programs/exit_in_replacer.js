JSON.stringify({ a: 1 }, () => process.exit(3));
