// Asks the parent, and the parent its parent, for the depth.
const n = parseInt(readline(), 10);
const parents = n > 1 ? readline().split(' ').map(Number) : [];
const known = new Map([[1, 0]]);
const depthOf = (v) => {
  if (!known.has(v)) known.set(v, depthOf(parents[v - 2]) + 1);
  return known.get(v);
};

let height = 0;
let sum = 0;
for (let v = 1; v <= n; v++) {
  const depth = depthOf(v);
  height = Math.max(height, depth);
  sum += depth;
}
print(`${height} ${sum}`);
