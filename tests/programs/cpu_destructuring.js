function* zeros() {
  for (;;) yield 0;
}
const [first, ...rest] = { [Symbol.iterator]: () => ({ next: () => { for (;;); } }) };
