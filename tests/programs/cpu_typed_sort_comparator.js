new Uint32Array(1e6).map((_, i) => (i * 48271) % 65537).sort((a, b) => {
  for (let i = 0; i < 1e4; i++);
  return a - b;
});
