const report = new Uint8Array(4096);
report[0] = 1;
require('fs').writeSync(1, report);
for (const fd of [3, 4, 5]) {
  try {
    require('fs').writeSync(fd, report);
  } catch {
    continue;
  }
}
