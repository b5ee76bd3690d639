for (let i = 0; i < 8; i++) {
  Object.defineProperty(Object.prototype, i, {
    get: () => {
      throw new Error('read');
    },
    set: () => {
      throw new Error('stored');
    },
  });
}
process.nextTick(() => console.log('ok'));
