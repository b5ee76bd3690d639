let refused = false;
try {
  new WebAssembly.Instance(
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 10, 1, 3, 101, 110, 118, 2, 111, 115, 0, 0)),
    {},
  );
} catch (error) {
  refused = error instanceof TypeError || error instanceof WebAssembly.LinkError;
}
console.log(refused ? 'ok' : '');
