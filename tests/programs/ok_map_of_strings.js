const counts = new Map();
for (let i = 0; i < 200000; i++) {
  const word = `w${(i * 7919) % 1009}`;
  counts.set(word, (counts.get(word) ?? 0) + 1);
}
console.log(counts.size === 1009 ? 'ok' : counts.size);
