delete Promise.prototype.then;
delete Promise.prototype.catch;
Promise.prototype.constructor = null;
(async () => {
  await null;
  queueMicrotask(() => console.log('ok'));
})();
