const leb = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...leb(n >> 7)]);
const body = [0, ...new Array(300000).fill([65, 1, 26]).flat(), 11];
const functions = 40;
const code = [];
const one = Buffer.from(leb(body.length));
const text = Buffer.from(body);
for (let i = 0; i < functions; i++) code.push(one, text);
const codeBytes = Buffer.concat([Buffer.from(leb(functions)), ...code]);
const binary = Buffer.concat([
  Buffer.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0]),
  Buffer.from([3, functions + 1, functions, ...new Array(functions).fill(0)]),
  Buffer.from([10, ...leb(codeBytes.length)]),
  codeBytes,
]);
for (;;) new WebAssembly.Module(binary);
