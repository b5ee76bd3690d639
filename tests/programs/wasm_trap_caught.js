const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 65, 127, 40, 2, 0, 11);
const { f } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
let traps = 0;
for (let i = 0; i < 1000; i++) {
  try {
    f();
  } catch (error) {
    traps += error instanceof WebAssembly.RuntimeError ? 1 : 0;
  }
}
console.log(traps === 1000 ? 'ok' : traps);
