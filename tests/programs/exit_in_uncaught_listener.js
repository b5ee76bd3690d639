process.on('uncaughtException', () => {
  console.log('ok');
  process.exit(0);
});
throw new Error('x');
