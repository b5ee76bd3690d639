const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 65, 1, 65, 0, 109, 11);
new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f();
