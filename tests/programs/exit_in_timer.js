setInterval(() => {}, 1);
setTimeout(() => process.exit(3), 5);
