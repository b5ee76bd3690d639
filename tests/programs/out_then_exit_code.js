console.log('ok');
process.exitCode = 1;
