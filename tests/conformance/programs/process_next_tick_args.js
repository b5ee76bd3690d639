process.nextTick((...a) => console.log(a), 1, 2);
queueMicrotask(() => { process.nextTick(() => console.log('tick in micro')); Promise.resolve().then(() => console.log('micro in micro')); });
try { process.nextTick('x'); } catch (e) { console.log(e.code); } try { queueMicrotask(); } catch (e) { console.log(e.code); }
