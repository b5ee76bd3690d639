const f = new Float64Array([1.5, -0, NaN, Infinity]); console.log(f, new Float32Array([0.1])[0], new Uint8ClampedArray([300, -5, 1.5]), new Int8Array([200]), new Uint8Array(3).fill(7));
const buf = new ArrayBuffer(8), dv = new DataView(buf); dv.setInt16(0, -2); dv.setFloat32(4, Math.PI, true); console.log(buf, new Uint8Array(buf), dv.getUint16(0), dv.getFloat32(4, true), dv);
const a = Uint32Array.of(5, 3, 10, 1); console.log(a.sort(), [...a.entries()], a.subarray(1, 3), a.slice(-2), a.map((x) => x * 2 ** 31), a.join('-'), a.indexOf(10), a.includes(3), a.at(-1), a.toString(), Array.from(a));
console.log(new Int16Array(new Set([1, 2])), Int32Array.from('123'), new Uint8Array([1, 2, 3]).reverse(), a.set([9, 8], 1), a, a.BYTES_PER_ELEMENT, a.buffer.byteLength, ArrayBuffer.isView(a));
try { new Uint8Array(-1); } catch (e) { console.log(e.name, e.message); }
try { a.set([1, 2, 3, 4, 5]); } catch (e) { console.log(e.name, e.message); }
try { new Uint32Array(buf, 3); } catch (e) { console.log(e.name, e.message); }
try { dv.getInt32(7); } catch (e) { console.log(e.name, e.message); }
a[10] = 1; a.foo = 'x'; console.log(a[10], a, Object.keys(a), a.length, structuredClone(a), JSON.stringify(a), new Float64Array([3, 1, NaN, -0, 0]).sort());
const t = new Uint8Array(150); console.log(t); const m = Array.from({ length: 3 }, () => new Int32Array(3)); m[1][1] = 5; console.log(m); console.log(new Uint16Array([1, 2]).reduce((x, y) => x + y), new BigInt64Array(2).fill(3n), new SharedArrayBuffer(4));
