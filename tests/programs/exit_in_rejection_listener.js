process.on('unhandledRejection', () => process.exit(3));
Promise.reject(1);
