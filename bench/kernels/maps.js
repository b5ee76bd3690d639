const map = new Map();
const set = new Set();
let x = 1;
for (let i = 0; i < 1500000; ++i) {
  x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff;
  map.set(x % 100003, (map.get(x % 100003) ?? 0) + 1);
  set.add(x & 0xffff);
}
console.log(map.size, set.size);
