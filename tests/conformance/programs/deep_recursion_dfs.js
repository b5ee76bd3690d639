// Deeper than Node's own stack would allow is left out: 7000 frames fit in both.
const [n, ...p] = require('fs').readFileSync(0, 'utf8').split(/\s+/).map(Number);
const g = Array.from({ length: n + 1 }, () => []);
for (let i = 2; i <= n; i++) g[i - 1].push(i);
const size = Array(n + 1).fill(1);
(function dfs(v) { for (const w of g[v]) { dfs(w); size[v] += size[w]; } })(1);
console.log(size[1], p.length);
