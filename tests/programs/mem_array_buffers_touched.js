const buffers = [];
for (;;) buffers.push(new Float64Array(1e5).fill(1));
