const n = 70000;
const degree = 5;
let x = 5;
const next = () => (x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff) >> 8;
const to = Int32Array.from({length: n * degree}, () => next() % n);
const cost = Int32Array.from({length: n * degree}, () => 1 + next() % 100);
const distance = new Float64Array(n).fill(Infinity);
const heap = [[0, 0]];
const pop = () => {
  const top = heap[0];
  const last = heap.pop();
  if (heap.length === 0) return top;
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1][0] < heap[child][0]) ++child;
    if (heap[child][0] >= last[0]) break;
    heap[i] = heap[child];
    i = child;
  }
  heap[i] = last;
  return top;
};
const push = (entry) => {
  let i = heap.length;
  heap.push(entry);
  while (i > 0 && heap[(i - 1) >> 1][0] > entry[0]) {
    heap[i] = heap[(i - 1) >> 1];
    i = (i - 1) >> 1;
  }
  heap[i] = entry;
};
distance[0] = 0;
while (heap.length > 0) {
  const [d, u] = pop();
  if (d > distance[u]) continue;
  for (let e = u * degree; e < (u + 1) * degree; ++e) {
    const through = d + cost[e];
    if (through < distance[to[e]]) {
      distance[to[e]] = through;
      push([through, to[e]]);
    }
  }
}
console.log(distance.reduce((most, d) => (d < Infinity ? Math.max(most, d) : most)));
