const memory = new WebAssembly.Memory({ initial: 32768 });
new Uint8Array(memory.buffer).fill(1);
