const fs = require('fs');
fs.writeFileSync(1, 'one\n');
fs.writeFileSync(1, Buffer.from('two\n'));
fs.writeFileSync(1, 'dGhyZWUK', 'base64');
fs.appendFileSync(1, 'four\n');
fs.writeFileSync(1, 'five\n', { encoding: 'utf8' });
try { fs.writeFileSync(1, 5); } catch (e) { console.log(e.code); }
try { fs.writeFileSync(1, [1]); } catch (e) { console.log(e.code); }
fs.writeFileSync(process.stdout.fd, 'six\n');
