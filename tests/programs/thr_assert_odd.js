require('assert').deepStrictEqual(
  {
    get a() {
      throw new Error('read');
    },
  },
  { a: 1 },
);
