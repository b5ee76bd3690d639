const w = Buffer.alloc(12);
try { w.readInt32LE(10); } catch (e) { console.log(e.code, e.message); }
try { w.writeUInt8(300, 0); } catch (e) { console.log(e.code, e.message); }
try { Buffer.from(5); } catch (e) { console.log(e.code, e.message); }
try { Buffer.alloc(-1); } catch (e) { console.log(e.code); } 
