process.exitCode = 3;
await null;
console.log('done');
