Object.prototype.get = () => 'got';
Object.prototype.set = undefined;
Object.prototype.enumerable = true;
Object.prototype.writable = false;
require('readline').createInterface({ input: process.stdin }).on('close', () => console.log('ok'));
