// Takes parents to have smaller numbers than their children.
const [n, ...parents] =
    require('fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const depth = Array(n + 1).fill(0);
let height = 0;
let sum = 0;
for (let v = 2; v <= n; v++) {
  depth[v] = depth[parents[v - 2]] + 1;
  height = Math.max(height, depth[v]);
  sum += depth[v];
}
console.log(height, sum);
