let size = 0;
for (let i = 0; i < 50; i++) size += new WebAssembly.Memory({ initial: 100 }).buffer.byteLength;
console.log(size === 50 * 6553600 ? 'ok' : size);
