let count = 0;
Object.prototype.then = function (resolve) {
  if (count++ < 5) resolve(1);
};
(async () => {
  await {};
  delete Object.prototype.then;
  console.log('ok');
})();
