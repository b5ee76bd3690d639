const { Readable, Writable, Transform, PassThrough, pipeline, finished, compose } = require('stream');
const { text, json, buffer } = require('stream/consumers');
const { once } = require('events');
(async () => { class Counter extends Readable {
  constructor(n) { super({ objectMode: true, highWaterMark: 2 }); this.i = 0; this.n = n; }
  _read() { this.i < this.n ? this.push({ i: this.i++ }) : this.push(null); }
  _destroy(e, cb) { console.log('destroy', e && e.message); cb(e); }
} for await (const o of new Counter(5)) {
  if (o.i === 3)
    break;
  console.log(o);
} const c = new Counter(3); c.on('end', () => console.log('end')).on('close', () => console.log('close')); c.resume(); await once(c, 'close'); const p = new PassThrough(); p.write('a'); p.end('b'); console.log(await text(p)); console.log(await json(Readable.from(['{"a":', '1}']))); const w = new Writable({ objectMode: true, write(o, e, cb) { cb(o === 2 ? new Error('bad 2') : null); } }); pipeline(Readable.from([1, 2, 3]), w, (e) => console.log('pipeline', e.message, w.destroyed)); await new Promise((r) => setTimeout(r, 5)); console.log(await Readable.from([1, 2, 3, 4]).map((x) => x * 2).filter((x) => x > 2).take(2).toArray(), await Readable.from([5, 6]).some((x) => x > 5), await Readable.from([1, 2]).flatMap((x) => [x, x]).toArray(), await Readable.from('xyz').find(() => true)); const big = new Writable({ highWaterMark: 10, write(ch, e, cb) { setTimeout(cb, 1); } }); let n = 0; while (big.write('12345'))
  n++; console.log(n, big.writableLength); await once(big, 'drain'); console.log('drained'); const r = Readable.from(['1\n2', '\n3\n']); let acc = ''; r.setEncoding && r.on('data', (d) => (acc += d)); await once(r, 'end'); console.log(JSON.stringify(acc)); const e = new PassThrough(); e.on('error', (er) => console.log('err', er.code)); e.end(); e.write('late'); })();
