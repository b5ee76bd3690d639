process.exitCode = 5;
console.log('ok');
