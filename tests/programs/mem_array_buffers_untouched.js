const buffers = [];
for (;;) buffers.push(new ArrayBuffer(4e6));
