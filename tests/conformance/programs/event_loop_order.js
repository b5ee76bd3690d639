console.log('sync');
setTimeout(() => console.log('t0'), 0);
setTimeout(() => { console.log('t1'); setTimeout(() => console.log('t2'), 0); setImmediate(() => { console.log('imm'); process.nextTick(() => console.log('imm tick')); }); }, 1);
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro')).then(() => console.log('micro2'));
queueMicrotask(() => console.log('queued'));
(async () => { console.log('async start'); await undefined; console.log('async end'); })();
process.nextTick(() => process.nextTick(() => console.log('nested tick')));
