const fs = require('fs');
function* lines(size = 8) {
  const buf = Buffer.alloc(size);
  let rest = '';
  for (let n; (n = fs.readSync(0, buf, 0, size, null)) > 0;) {
    const parts = (rest + buf.toString('latin1', 0, n)).split('\n');
    rest = parts.pop();
    yield* parts;
  }
  if (rest) yield rest;
}
for (const l of lines()) console.log(l.length, l);
