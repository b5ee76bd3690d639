// Level by level, without recursion.
const data = require('fs').readFileSync('/dev/stdin', 'utf8').split(/\s+/);
const n = +data[0];
const children = new Map();
for (let v = 2; v <= n; v++) {
  const parent = +data[v - 1];
  if (!children.has(parent)) children.set(parent, []);
  children.get(parent).push(v);
}
let sum = 0;
let depth = 0;
for (let level = [1]; level.length > 0; depth++) {
  sum += depth * level.length;
  level = level.flatMap((v) => children.get(v) ?? []);
}
console.log([depth - 1, sum].join(' '));
