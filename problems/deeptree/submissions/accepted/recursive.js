// Calls itself as deep as the tree is.
const [n, ...parents] =
    require('fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
const children = Array.from({length: n + 1}, () => []);
parents.forEach((parent, i) => children[parent].push(i + 2));

let height = 0;
let sum = 0;
function visit(v, depth) {
  height = Math.max(height, depth);
  sum += depth;
  for (const child of children[v]) visit(child, depth + 1);
}

visit(1, 0);
console.log(height, sum);
