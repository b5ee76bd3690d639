const { buffer: ab, byteOffset, length } = require('fs').readFileSync(0);
const dv = new DataView(ab, byteOffset, length); const u8 = new Uint8Array(ab, byteOffset, length);
let p = 0, out = []; while (p < length) { let x = 0, any = false; while (p < length && u8[p] > 47) { x = x * 10 + (dv.getUint8(p++) & 15); any = true; } p++; if (any) out.push(x); }
console.log(out, length);
