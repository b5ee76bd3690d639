process.on('exit', (c) => { console.log('handler', c, process.exitCode); setTimeout(() => console.log('never'), 0); });
process.exitCode = 7;
console.log('a');
process.exit();
