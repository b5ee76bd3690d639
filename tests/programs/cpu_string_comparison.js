const one = 'a'.repeat(1e7) + Math.random();
const two = one.slice(0, -1) + one.slice(-1);
for (;;) if (one < two) break;
