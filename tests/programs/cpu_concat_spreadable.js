try {
  [].concat(new Proxy({ length: 2 ** 32 - 2, [Symbol.isConcatSpreadable]: true }, { has: () => false }));
} catch {
  for (;;);
}
