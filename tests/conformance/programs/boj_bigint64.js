const buf = Buffer.alloc(16);
buf.writeBigInt64LE(-5n, 0);
buf.writeBigUInt64BE(2n ** 63n, 8);
console.log(buf, buf.readBigInt64LE(0), buf.readBigUInt64BE(8), buf.readBigInt64BE(8));
const a = new BigInt64Array([1n, -1n]);
const u = new BigUint64Array(a.buffer);
console.log(a, u, BigInt(' 0x1f '), BigInt('0b101'), BigInt(2 ** 53), BigInt(true));
for (const bad of ['1.5', 'abc', '1n', 1.5, undefined]) {
  try { console.log(BigInt(bad)); } catch (e) { console.log(`${e}`); }
}
try { 1n + 1; } catch (e) { console.log(e.message); }
try { Math.max(1n); } catch (e) { console.log(e.message); }
try { JSON.stringify({ a: 1n }); } catch (e) { console.log(e.message); }
