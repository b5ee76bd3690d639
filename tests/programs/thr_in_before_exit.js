process.on('beforeExit', () => {
  throw new Error('x');
});
console.log('ok');
