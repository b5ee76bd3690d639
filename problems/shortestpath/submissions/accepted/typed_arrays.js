// The same with streets and heap in typed arrays.
const data = require('fs').readFileSync(0);
let at = 0;
const next = () => {
  while (data[at] < 48) at++;
  let value = 0;
  while (data[at] >= 48) value = value * 10 + data[at++] - 48;
  return value;
};

const n = next();
const m = next();
const first = new Int32Array(n + 1).fill(-1);
const following = new Int32Array(m);
const target = new Int32Array(m);
const length = new Float64Array(m);
for (let i = 0; i < m; i++) {
  const a = next();
  target[i] = next();
  length[i] = next();
  following[i] = first[a];
  first[a] = i;
}

const keys = new Float64Array(m + 2);
const values = new Int32Array(m + 2);
let size = 0;
function push(key, value) {
  let i = size++;
  for (let up; i > 0 && keys[up = (i - 1) >> 1] > key; i = up) {
    keys[i] = keys[up];
    values[i] = values[up];
  }
  keys[i] = key;
  values[i] = value;
}
function pop() {
  const value = values[0];
  const key = keys[--size];
  const last = values[size];
  let i = 0;
  for (let down = 1; down < size; down = 2 * i + 1) {
    if (down + 1 < size && keys[down + 1] < keys[down]) down++;
    if (keys[down] >= key) break;
    keys[i] = keys[down];
    values[i] = values[down];
    i = down;
  }
  keys[i] = key;
  values[i] = last;
  return value;
}

const distance = new Float64Array(n + 1).fill(Infinity);
const done = new Uint8Array(n + 1);
distance[1] = 0;
push(0, 1);
while (size > 0) {
  const a = pop();
  if (done[a]) continue;
  done[a] = 1;
  for (let i = first[a]; i >= 0; i = following[i]) {
    const sum = distance[a] + length[i];
    if (sum >= distance[target[i]]) continue;
    distance[target[i]] = sum;
    push(sum, target[i]);
  }
}
process.stdout.write(`${done[n] ? distance[n] : -1}\n`);
