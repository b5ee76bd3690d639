const data = Array.from({ length: 1e5 }, (_, i) => ({ i, self: null }));
for (;;) structuredClone(data);
