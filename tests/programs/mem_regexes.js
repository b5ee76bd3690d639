const patterns = [];
for (let i = 0; ; i++) {
  const pattern = new RegExp(`(a${i}|b){1,9}c`);
  pattern.test('aab');
  patterns.push(pattern);
}
