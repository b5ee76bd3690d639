// Recursion without an end: RangeError.
function depthOf(v, parents) {
  return depthOf(parents[v - 2], parents) + 1;
}

const [n, ...parents] =
    require('fs').readFileSync(0, 'utf8').trim().split(/\s+/).map(Number);
console.log(depthOf(n, parents));
