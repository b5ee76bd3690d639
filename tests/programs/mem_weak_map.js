const map = new WeakMap();
let key = {};
const keys = [];
for (;;) {
  const next = {};
  map.set(key, next);
  keys.push(key);
  key = next;
}
