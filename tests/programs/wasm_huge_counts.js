new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 255, 255, 255, 255, 15, 96));
