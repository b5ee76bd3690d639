// A get does not count as use.
var LRUCache = function(capacity) {
  this.capacity = capacity;
  this.values = new Map();
};

LRUCache.prototype.get = function(key) {
  return this.values.get(key) ?? -1;
};

LRUCache.prototype.put = function(key, value) {
  this.values.delete(key);
  if (this.values.size === this.capacity) {
    this.values.delete(this.values.keys().next().value);
  }
  this.values.set(key, value);
};
