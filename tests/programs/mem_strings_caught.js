const texts = [];
for (let i = 0; ; i++) {
  try {
    const text = String(i) + 'y'.repeat(1 << 27);
    text.charCodeAt(0);
    texts.push(text);
  } catch {
    continue;
  }
}
