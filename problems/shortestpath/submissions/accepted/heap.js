// Dijkstra's algorithm with a binary heap of [distance, crossing].
class Heap {
  #items = [];

  get size() {
    return this.#items.length;
  }

  push(item) {
    const items = this.#items;
    let i = items.push(item) - 1;
    for (; i > 0 && items[(i - 1) >> 1][0] > item[0]; i = (i - 1) >> 1) {
      items[i] = items[(i - 1) >> 1];
    }
    items[i] = item;
  }

  pop() {
    const items = this.#items;
    const top = items[0];
    const item = items.pop();
    if (items.length === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1][0] < items[child][0]) {
        child++;
      }
      if (items[child][0] >= item[0]) break;
      items[i] = items[child];
      i = child;
    }
    items[i] = item;
    return top;
  }
}

const [[n], ...streets] = require('fs')
    .readFileSync(0, 'utf8').trim().split('\n')
    .map((line) => line.split(' ').map(Number));
const out = Array.from({length: n + 1}, () => []);
for (const [a, b, d] of streets) out[a].push([b, d]);

const distance = Array(n + 1).fill(Infinity);
distance[1] = 0;
const heap = new Heap();
heap.push([0, 1]);
while (heap.size > 0) {
  const [d, a] = heap.pop();
  if (d > distance[a]) continue;
  for (const [b, length] of out[a]) {
    if (d + length < distance[b]) {
      distance[b] = d + length;
      heap.push([distance[b], b]);
    }
  }
}
console.log(distance[n] === Infinity ? -1 : distance[n]);
