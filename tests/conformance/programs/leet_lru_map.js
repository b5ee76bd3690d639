/**
 * @param {number} capacity
 */
var LRUCache = function (capacity) {
  this.capacity = capacity;
  this.map = new Map();
};
LRUCache.prototype.get = function (key) {
  if (!this.map.has(key)) return -1;
  const v = this.map.get(key);
  this.map.delete(key);
  this.map.set(key, v);
  return v;
};
LRUCache.prototype.put = function (key, value) {
  this.map.delete(key);
  this.map.set(key, value);
  if (this.map.size > this.capacity) this.map.delete(this.map.keys().next().value);
};
const c = new LRUCache(2);
c.put(1, 1); c.put(2, 2);
console.log(c.get(1)); c.put(3, 3);
console.log(c.get(2), c.get(3), c);
console.log(c.map.entries(), c.map.keys(), c.map[Symbol.iterator]().next());
