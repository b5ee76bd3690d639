import fs = require('fs');
import * as path from 'path';
import assert from 'assert';
import { strict as sa, deepStrictEqual } from 'assert';
import util, { inspect as ins, type InspectOptions } from 'util';
import type { Readable } from 'stream';
import { EventEmitter } from 'events';
import E from 'events';
const data = fs.readFileSync('/dev/stdin').toString();
assert(data.length);
sa.equal(1, 1);
deepStrictEqual({}, {});
console.log(path.join('a', '..', 'b'), ins({ a: 1 }), util.format('%s', 1), E === EventEmitter, data.split('\n').length, E.EventEmitter === E);
class Em extends EventEmitter {
  constructor() { super({ captureRejections: true }); }
}
new Em().on('x', (a: number) => console.log(a)).emit('x', 5);
module.exports = { data };
console.log(require.main === module, __filename.length > 0);
