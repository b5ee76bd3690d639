const rl = require('readline').createInterface(process.stdin);
const next = async () => {
  async function* lines() { for await (const line of rl) yield line; }
  return (await lines().next()).value;
};
(async () => {
  const n = Number(await next());
  const seen = [];
  for (let i = 0; i < n; i++) seen.push(await next());
  console.log(n, seen);
  rl.close();
})();
