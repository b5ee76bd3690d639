const { Transform } = require('stream');
const upper = new Transform({
  transform(chunk, enc, cb) { cb(null, chunk.toString().toUpperCase()); },
  flush(cb) { this.push('[flushed]\n'); cb(); },
});
process.stdin.pipe(upper).pipe(process.stdout);
upper.on('finish', () => console.error('finish'));
