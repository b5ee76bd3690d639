console.log('ok');
(async () => {
  await new Promise(() => {});
  console.log('never');
})();
