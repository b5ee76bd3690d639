// What the module v8 offers is harmless: no flag is set, no heap is written.
const v8 = require('v8');
let open = [];
try {
  v8.setFlagsFromString('--allow-natives-syntax');
  eval('%GetOptimizationStatus(eval)');
  open.push('natives');
} catch {}
try {
  if (v8.writeHeapSnapshot() !== undefined) open.push('snapshot');
} catch {}
console.log(open.length === 0 ? 'ok' : open);
