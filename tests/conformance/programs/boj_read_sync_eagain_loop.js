const fs = require('fs');
const BUFSIZE = 256;
const buf = Buffer.alloc(BUFSIZE);
let input = '';
while (true) {
  let bytesRead = 0;
  try {
    bytesRead = fs.readSync(process.stdin.fd, buf, 0, BUFSIZE);
  } catch (e) {
    if (e.code === 'EAGAIN') continue;
    if (e.code === 'EOF') break;
    throw e;
  }
  if (bytesRead === 0) break;
  input += buf.slice(0, bytesRead).toString();
}
console.log(input.split('\n').filter(Boolean));
