const { pipeline, Transform, Writable } = require('stream');
class Split extends Transform {
  constructor() { super({ readableObjectMode: true }); this.rest = ''; }
  _transform(chunk, _, cb) {
    const parts = (this.rest + chunk).split('\n');
    this.rest = parts.pop();
    parts.forEach((p) => this.push(p));
    cb();
  }
  _flush(cb) { if (this.rest) this.push(this.rest); cb(); }
}
let n = 0;
pipeline(
  process.stdin,
  new Split(),
  new Writable({ objectMode: true, write(line, _, cb) { console.log(++n, line); cb(); } }),
  (err) => console.log('done', err),
);
