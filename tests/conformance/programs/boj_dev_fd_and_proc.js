const fs = require('fs');
for (const path of ['/dev/stdin', '/dev/fd/0', '/proc/self/fd/0', '/dev/fd/1', '/dev/stdout', '/dev/stderr', '/dev/tty0x']) {
  console.log(path, fs.existsSync(path));
}
console.log(process.stdin.fd, process.stdout.fd, process.stderr.fd);
console.log(fs.readFileSync('/dev/fd/0', 'utf8'));
