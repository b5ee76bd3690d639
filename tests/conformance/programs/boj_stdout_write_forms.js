const out = process.stdout;
console.log(typeof out.write('a\n'), out.write(''), out.writable);
out.write('6120620a', 'hex');
out.write(new Uint8Array([104, 105, 10]));
out.write('cb\n', () => out.write('after callback\n'));
out.write('enc\n', 'utf8', () => console.log('second callback'));
try { out.write(5); } catch (e) { console.log(e.code, e.message); }
try { out.write(null); } catch (e) { console.log(e.code, e.message); }
try { out.write(undefined); } catch (e) { console.log(e.code, e.message); }
console.log(out.isTTY, out.columns, out.rows, process.stdin.isTTY, out.fd);
console.log(out.getColorDepth === undefined, out.hasColors === undefined);
