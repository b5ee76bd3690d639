process.on('uncaughtException', (error) => console.log(error.message));
setTimeout(() => {
  throw new Error('ok');
}, 1);
