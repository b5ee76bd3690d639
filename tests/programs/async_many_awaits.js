(async () => {
  let sum = 0;
  for (let i = 0; i < 100000; i++) sum += await 1;
  console.log(sum === 100000 ? 'ok' : sum);
})();
