const { Writable, Readable, PassThrough, Duplex, finished } = require('stream');
class Collect extends Writable {
  constructor() { super({ decodeStrings: false }); this.all = []; }
  _write(c, e, cb) { this.all.push([c, e]); setImmediate(cb); }
  _final(cb) { console.log('final'); cb(); }
}
const c = new Collect();
finished(c, (e) => console.log('finished', e.code, c.all, c.writableFinished));
console.log(c.write('a'), c.write('b', 'latin1'));
c.end('c', () => console.log('end callback'));
c.on('finish', () => console.log('finish')).on('close', () => console.log('close'));
const p = new PassThrough();
p.end('through');
p.setEncoding('utf8');
p.on('data', (d) => console.log(d));
try { c.write('late'); } catch (e) { console.log('thrown', e.code); }
c.on('error', (e) => console.log('error', e.code));
