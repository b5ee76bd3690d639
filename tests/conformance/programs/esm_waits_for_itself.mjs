process.on('exit', (code) => console.log('exit', code));
console.log('before');
await import(import.meta.url);
console.log('never');
