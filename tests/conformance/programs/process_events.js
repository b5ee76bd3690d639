process.on('uncaughtException', (e, origin) => { console.log('caught', e.message, origin); });
process.on('exit', () => console.log('exit'));
process.once('beforeExit', () => { console.log('before'); setTimeout(() => console.log('more work'), 1); });
setTimeout(() => { throw new Error('one'); }, 1);
setTimeout(() => console.log('continues'), 2);
throw new Error('zero');
