console.log('start');
process.nextTick(() => console.log('tick'));
Promise.resolve().then(() => console.log('micro'));
setTimeout(() => console.log('timeout'), 0);
await null;
console.log('after await');
process.nextTick(() => console.log('tick 2'));
Promise.resolve().then(() => console.log('micro 2'));
