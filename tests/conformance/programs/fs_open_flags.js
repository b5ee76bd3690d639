const fs = require('fs');
const fd = fs.openSync('/dev/stdin', 'rs');
console.log(typeof fd, fs.readFileSync(fd, 'utf8').length);
try { fs.openSync('/dev/stdin', 'bad'); } catch (e) { console.log(e.code); }
try { fs.readFileSync(); } catch (e) { console.log(e.code, e.message); }
try { fs.readFileSync('/dev/stdin', 'nope'); } catch (e) { console.log(e.code, e.message); }
try { fs.readFileSync({}); } catch (e) { console.log(e.code); }
try { fs.readFileSync('a\0b'); } catch (e) { console.log(e.code); }
try { fs.readFileSync('/'); } catch (e) { console.log(e.code, e.message); }
try { fs.readSync(0, 5); } catch (e) { console.log(e.code); }
try { fs.readSync(0, Buffer.alloc(2), 0, 5); } catch (e) { console.log(e.code, e.message); }
try { fs.readSync(99, Buffer.alloc(2)); } catch (e) { console.log(e.code, e.message); }
try { fs.writeSync(99, 'x'); } catch (e) { console.log(e.code, e.message); }
try { fs.readFile('/dev/stdin'); } catch (e) { console.log(e.code, e.message); }
