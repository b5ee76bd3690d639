if (Atomics.waitAsync) Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(8)), 0, 0);
console.log('ok');
