const fs = require('fs/promises');
(async () => {
  const text = await fs.readFile('/dev/stdin', { encoding: 'utf8' });
  console.log(text.trim());
  try { await fs.readFile('none.txt'); } catch (e) { console.log(e.code, e.message); }
  await fs.access('none.txt').catch((e) => console.log(e.code, e.syscall));
})();
