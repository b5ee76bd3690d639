// Exits with 42 if stdin is what the statement promises.
const input = require('fs').readFileSync(0, 'latin1');

// Parents, by vertex from 0; null unless the text is well formed.
function parse(text) {
  if (text === '1\n') return [-1];
  const match = /^([1-9][0-9]*)\n([1-9][0-9]*( [1-9][0-9]*)*)\n$/.exec(text);
  if (!match) return null;
  const n = Number(match[1]);
  const parents = [-1, ...match[2].split(' ').map((x) => Number(x) - 1)];
  const inRange = parents.every((parent) => parent < n);
  return n <= 1e5 && parents.length === n && inRange ? parents : null;
}

// Whether every vertex leads to the root.
function isTree(parents) {
  const state = new Int32Array(parents.length);
  state[0] = -1;
  for (let start = 1; start < parents.length; start++) {
    let v = start;
    for (; state[v] === 0; v = parents[v]) state[v] = start;
    if (state[v] === start) return false;
    for (v = start; state[v] === start; v = parents[v]) state[v] = -1;
  }
  return true;
}

const parents = parse(input);
process.exit(parents && isTree(parents) ? 42 : 43);
