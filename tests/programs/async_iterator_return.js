const stubborn = {
  [Symbol.asyncIterator]: () => ({
    next: async () => ({ done: false, value: 1 }),
    async return() {
      for (;;);
    },
  }),
};
(async () => {
  for await (const value of stubborn) break;
})();
