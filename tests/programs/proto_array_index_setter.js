for (let i = 0; i < 32; i++) {
  Object.defineProperty(Array.prototype, i, {
    set() {
      throw new Error('stored');
    },
    get() {
      throw new Error('read');
    },
    configurable: true,
  });
}
setTimeout((text) => console.log(text), 1, 'ok');
