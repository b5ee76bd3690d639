const buffers = [];
for (;;) buffers.push(new ArrayBuffer(100));
