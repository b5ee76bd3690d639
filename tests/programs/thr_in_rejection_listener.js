process.on('unhandledRejection', () => {
  throw new Error('second');
});
Promise.reject(new Error('first'));
