"use strict";
const input = require("fs").readFileSync("/dev/stdin", "utf8").trim().split("\n");
const [N, M] = input.shift().split(" ").map(Number);
const edges = input.map(v => v.split(" ").map(x => x - 1));
const g = Array.from({ length: N }, () => []);
for (const [a, b] of edges) { g[a].push(b); g[b].push(a); }
const dist = Array(N).fill(-1);
dist[0] = 0;
const q = [0];
for (let i = 0; i < q.length; i++) for (const w of g[q[i]]) if (dist[w] < 0) { dist[w] = dist[q[i]] + 1; q.push(w); }
console.log(dist.join("\n"));
