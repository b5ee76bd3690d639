const fs = require('fs');
const paths = ['/etc/passwd', '/proc/self/environ', '/proc/self/maps', '/proc/1/cmdline', '/proc/self/fd/3', '/dev/fd/3', '/data/secret', '1.ans', '/', '.', '/main.js', 'main.js'];
const read = paths.filter((path) => {
  try {
    fs.readFileSync(path);
    return true;
  } catch {
    return false;
  }
});
console.log(read.length === 0 ? 'ok' : read);
