process.on('exit', () => {
  throw new Error('x');
});
console.log('ok');
