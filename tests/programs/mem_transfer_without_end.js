const original = new ArrayBuffer(1e6);
const clones = [];
for (;;) clones.push(structuredClone(original));
