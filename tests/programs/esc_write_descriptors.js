const fs = require('fs');
const written = [];
for (const fd of [-1, 0, 3, 4, 5, 6, 7, 15, 255, 1e9, NaN, 3.5, 2 ** 32 + 1]) {
  try {
    fs.writeSync(fd, 'x');
    written.push(fd);
  } catch {
    continue;
  }
}
console.log(written.length === 0 ? 'ok' : written);
