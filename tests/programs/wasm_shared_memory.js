const memory = new WebAssembly.Memory({ initial: 1, maximum: 4, shared: true });
memory.grow(1);
console.log(memory.buffer.byteLength === 131072 ? 'ok' : '');
