process.stdout.on('error', () => {});
console.log('ok');
process.stdout.end();
