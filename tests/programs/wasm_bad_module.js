new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 2, 0, 0, 0));
