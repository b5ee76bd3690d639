const buffer = new ArrayBuffer(16);
new DataView(buffer).setFloat64(0, Math.PI);
const bytes = new Uint8Array(buffer);
console.log(bytes[0] === 64 && new Float64Array(buffer)[1] === 0 && bytes.subarray(0, 8).reduce((x, y) => x + y) > 0 ? 'ok' : '');
