queueMicrotask(() => {
  throw new Error('x');
});
console.log('ok');
