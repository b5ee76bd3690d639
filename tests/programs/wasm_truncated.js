const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11];
let valid = 0;
for (let n = 0; n <= bytes.length; n++) {
  for (let flip = 0; flip < 256; flip += 17) {
    const copy = Uint8Array.from(bytes.slice(0, n));
    if (n > 8) copy[n - 1] ^= flip;
    if (WebAssembly.validate(copy)) valid++;
  }
}
console.log(valid > 0 ? 'ok' : '');
