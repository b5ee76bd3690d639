const result = Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0, 10);
console.log(result === 'timed-out' ? 'ok' : result);
