(async () => {
  for (;;) await new Promise((resolve) => setTimeout(resolve, 50));
})();
