const buffers = [];
for (;;) buffers.push(Buffer.alloc(1e6, 'x'));
