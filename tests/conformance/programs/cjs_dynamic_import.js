(async () => {
  const { createInterface } = await import('node:readline');
  for await (const l of createInterface({ input: process.stdin })) console.log(l);
})();
import('fs').then((fs) => console.log(typeof fs.default.readFileSync, typeof fs.readFileSync));
