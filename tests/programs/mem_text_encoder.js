const text = 'ü'.repeat(5e6);
const arrays = [];
for (;;) arrays.push(new TextEncoder().encode(text));
