WebAssembly.compile(Uint8Array.of(1, 2, 3, 4)).then(() => console.log('ok'));
