#include "bench/kernels.h"

#include <cstdint>

#include "absl/strings/str_cat.h"

namespace gavel::bench {
namespace {

constexpr Kernel kKernels[] = {
    {"sieve", R"js(
const n = 27000000;
const composite = new Uint8Array(n + 1);
let count = 0;
for (let i = 2; i <= n; ++i) {
  if (composite[i]) continue;
  ++count;
  for (let j = i * i; j <= n; j += i) composite[j] = 1;
}
print(count);
)js",
     0},
    {"recursion", R"js(
const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
print(fib(36));
)js",
     0},
    {"map and set", R"js(
const map = new Map();
const set = new Set();
let x = 1;
for (let i = 0; i < 1500000; ++i) {
  x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
  map.set(x % 100003, (map.get(x % 100003) ?? 0) + 1);
  set.add(x & 0xffff);
}
print(map.size, set.size);
)js",
     0},
    {"objects", R"js(
let live = [];
let sum = 0;
for (let i = 0; i < 18000000; ++i) {
  const point = {x: i, y: i + 1, next: live[i & 1023]};
  live[i & 1023] = {x: point.y, y: point.x, next: null};
  sum = (sum + point.x) | 0;
}
print(sum);
)js",
     0},
    {"string sort", R"js(
const words = [];
let x = 7;
for (let i = 0; i < 200000; ++i) {
  x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
  words.push(x.toString(36));
}
words.sort();
print(words[0], words[words.length - 1]);
)js",
     0},
    {"two-dimensional dp", R"js(
const n = 6000;
let x = 3;
const next = () => (x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff) >> 16;
const a = Array.from({length: n}, () => next() & 3);
const b = Array.from({length: n}, () => next() & 3);
const rows = Array.from({length: n + 1}, () => new Uint16Array(n + 1));
for (let i = 1; i <= n; ++i) {
  const row = rows[i];
  const above = rows[i - 1];
  for (let j = 1; j <= n; ++j) {
    row[j] = a[i - 1] === b[j - 1] ? above[j - 1] + 1
                                   : Math.max(above[j], row[j - 1]);
  }
}
print(rows[n][n]);
)js",
     0},
    {"big integers", R"js(
let a = 0n;
let b = 1n;
for (let i = 0; i < 120000; ++i) [a, b] = [b, a + b];
print(String(a % 1000000007n));
)js",
     0},
    {"shortest paths", R"js(
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
print(distance.reduce((most, d) => (d < Infinity ? Math.max(most, d) : most)));
)js",
     0},
    {"reading integers", R"js(
const numbers = require('fs').readFileSync(0, 'utf8').split('\n').map(Number);
print(numbers.reduce((a, b) => a + b, 0));
)js",
     750000},
    {"matrix product", R"js(
const n = 460;
const fill = (f) => Float64Array.from({length: n * n}, (_, i) => f(i));
const a = fill((i) => i % 7);
const b = fill((i) => i % 11);
const c = new Float64Array(n * n);
for (let i = 0; i < n; ++i) {
  for (let k = 0; k < n; ++k) {
    const factor = a[i * n + k];
    for (let j = 0; j < n; ++j) c[i * n + j] += factor * b[k * n + j];
  }
}
print(c[n + 1]);
)js",
     0},
};

}  // namespace

absl::Span<const Kernel> Kernels() { return kKernels; }

std::string InputOf(const Kernel& kernel) {
  std::string text;
  uint32_t x = 1;
  for (int i = 0; i < kernel.integers; ++i) {
    x = x * 1103515245 + 12345;
    absl::StrAppend(&text, x >> 8, "\n");
  }
  return text;
}

}  // namespace gavel::bench
