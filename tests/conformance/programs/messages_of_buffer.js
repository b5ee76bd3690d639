const w = Buffer.alloc(12);
try { w.readInt32LE(10); } catch (e) { console.log(e.code, e.message); }
try { w.writeUInt8(300, 0); } catch (e) { console.log(e.code, e.message); }
try { Buffer.from(5); } catch (e) { console.log(e.code, e.message); }
try { Buffer.alloc(-1); } catch (e) { console.log(e.code); } 
for (const f of [
  () => Buffer.from({}),
  () => Buffer.from(true),
  () => Buffer.concat(1),
  () => Buffer.alloc(2).readInt32BE(),
  () => w.writeInt32BE(2 ** 40, 0),
  () => w.writeInt8(-200, 0),
  () => w.writeIntLE(2 ** 47, 0, 6),
  () => w.writeDoubleLE(1, 6),
  () => w.readUIntBE(9, 4),
]) {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
