const shared = new Int32Array(new SharedArrayBuffer(4));
while (Atomics.load(shared, 0) === 0);
