process.on('uncaughtException', (e, origin) => { console.log('caught', e.message, origin); process.exitCode = 7; });
setTimeout(() => { throw new Error('later'); }, 1);
Promise.reject(new Error('rej'));
console.log('x');
