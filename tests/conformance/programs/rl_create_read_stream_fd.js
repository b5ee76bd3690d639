const fs = require('fs');
(async () => {
  const rl = require('readline').createInterface({ input: fs.createReadStream(null, { fd: 0, encoding: 'utf8' }) });
  for await (const l of rl) console.log(l.toUpperCase());
})();
