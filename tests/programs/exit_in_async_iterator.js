(async () => {
  for await (const line of require('readline').createInterface({ input: process.stdin })) process.exit(3);
})();
