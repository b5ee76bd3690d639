const b = require('fs').readFileSync(0);
console.log(b.latin1Slice(0, 3), b.utf8Slice(), b.asciiSlice(2), b.hexSlice(0, 4), b.base64Slice(), b.ucs2Slice(0, 4).length, b.latin1Slice(3, 1) === '');
const w = Buffer.alloc(8); console.log(w.utf8Write('hé', 1), w.latin1Write('é', 5), w.asciiWrite('z', 7), w.hexWrite('ff', 6), w);
console.log(Buffer.of(1, 2, 300), Buffer.of(65, 66).toString(), require('buffer').isUtf8(b), require('buffer').isAscii(b), Buffer.copyBytesFrom(new Uint8Array([1, 2, 3]), 1));
try { Buffer.from(5); } catch (e) { console.log(e.code, e.message); } try { Buffer.alloc(-1); } catch (e) { console.log(e.code, e.message); }
let n = 0, i = 0; const parse = (d, s, e) => +d.latin1Slice(s, e); console.log(parse(Buffer.from('12 34'), 3, 5), b.subarray(1, 3) instanceof Buffer, b.slice(1, 3).buffer === b.buffer);
