import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
class Lines extends Transform {
  private rest = '';
  constructor() { super({ readableObjectMode: true }); }
  override _transform(c: Buffer, _e: BufferEncoding, cb: TransformCallback): void { const p = (this.rest + c.toString()).split(/\r?\n/); this.rest = p.pop() ?? ''; for (const l of p)
    this.push(l); cb(); }
  override _flush(cb: TransformCallback) { if (this.rest)
    this.push(this.rest); cb(); }
}
const out: string[] = [];
pipeline(process.stdin, new Lines(), async (src: AsyncIterable<string>) => { for await (const l of src)
  out.push(l.toUpperCase()); }).then(() => console.log(out)).then(() => pipeline(Readable.from(['x', 'y']), process.stdout, { end: false })).catch((e: NodeJS.ErrnoException) => { console.error(e.code); process.exit(1); });
