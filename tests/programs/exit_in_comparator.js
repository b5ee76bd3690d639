[3, 2, 1].sort(() => process.exit(3));
