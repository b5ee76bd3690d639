const buffers = [];
for (;;) buffers.push(new Int32Array(new SharedArrayBuffer(1 << 22)).fill(1));
