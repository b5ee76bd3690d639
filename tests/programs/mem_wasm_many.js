const memories = [];
for (;;) {
  const memory = new WebAssembly.Memory({ initial: 100 });
  new Uint8Array(memory.buffer).fill(1);
  memories.push(memory);
}
