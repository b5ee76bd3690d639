process.on('exit', () => console.log('one'));
process.once('exit', () => {
  console.log('two');
  process.exit(0);
});
process.on('exit', () => console.log('never'));
process.exit(0);
