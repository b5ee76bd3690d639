const bytes = Buffer.from('AGFzbQEAAAABBwFgAn9/AX8DAgEABwcBA2FkZAAACgkBBwAgACABagsACgRuYW1lAgMBAAA=', 'base64');
const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 7, 1, 96, 2, 127, 127, 1, 127, 3, 2, 1, 0, 7, 7, 1, 3, 97, 100, 100, 0, 0, 10, 9, 1, 7, 0, 32, 0, 32, 1, 106, 11]);
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), {});
console.log(exports.add(2, 3), exports.add(2147483647, 1), WebAssembly.validate(wasm), WebAssembly.validate(bytes));
WebAssembly.instantiate(wasm).then(({ instance }) => console.log(instance.exports.add(40, 2), instance.exports));
const mem = new WebAssembly.Memory({ initial: 1 }); console.log(mem.buffer.byteLength, mem);
