// Keeps the way from the root for each vertex: 5 * 10^9 numbers for a chain.
const [n, ...parents] =
    require('fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const children = Array.from({length: n + 1}, () => []);
parents.forEach((parent, i) => children[parent].push(i + 2));

const paths = [[], [1]];
const order = [1];
for (const v of order) {
  for (const child of children[v]) {
    paths[child] = paths[v].concat(child);
    order.push(child);
  }
}
const depths = order.map((v) => paths[v].length - 1);
console.log(Math.max(...depths), depths.reduce((a, b) => a + b));
