(async () => {
  await new Promise(() => {});
  console.log('ok');
})();
