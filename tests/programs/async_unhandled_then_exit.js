Promise.reject(new Error('x'));
console.log('ok');
process.exit(0);
