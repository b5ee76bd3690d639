const rl = require("readline").createInterface({ input: process.stdin, output: process.stdout });
let input = [];
rl.on("line", (l) => { input.push(l); });
rl.on("close", () => { solve(input); process.exit(0); });
function solve(lines) {
  let [n] = lines.shift().split(" ").map((v) => parseInt(v));
  let cnt = {};
  for (const w of lines) cnt[w] = (cnt[w] || 0) + 1;
  for (const k of Object.keys(cnt).sort((a, b) => cnt[b] - cnt[a] || (a < b ? -1 : 1))) console.log(k, cnt[k]);
  console.log(n, cnt);
}
