(async () => {
  process.exitCode = 4;
  await new Promise((r) => setTimeout(r, 1));
  console.log('last', process.exitCode);
})();
process.on('exit', (code) => { console.log('exit', code); process.exitCode = 5; });
