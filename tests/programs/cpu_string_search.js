const hay = 'a'.repeat(1 << 24);
const needle = `${'a'.repeat(1 << 13)}b${'a'.repeat(1 << 13)}`;
while (!hay.includes(needle));
