let value = [new Array(1000).fill(0)];
for (;;) value = [value, structuredClone(value)];
