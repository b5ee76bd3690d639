setTimeout(() => console.log('timer'), 0);
setImmediate(() => setImmediate(() => console.log('immediate')));
process.on('exit', () => console.log('exit'));
Promise.resolve().then(() => console.log('microtask'));
process.nextTick(() => console.log('tick'));
console.log('first');
