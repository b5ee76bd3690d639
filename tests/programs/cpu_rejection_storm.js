process.on('unhandledRejection', () => Promise.reject(new Error('more')));
Promise.reject(new Error('first'));
