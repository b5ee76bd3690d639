// Goes through all keys in each call.
class LRUCache {
  constructor(capacity) {
    this.capacity = capacity;
    this.entries = [];
  }

  get(key) {
    const entry = this.entries.find((e) => e.key === key);
    if (!entry) return -1;
    this.put(key, entry.value);
    return entry.value;
  }

  put(key, value) {
    this.entries = this.entries.filter((e) => e.key !== key);
    if (this.entries.length === this.capacity) this.entries.shift();
    this.entries.push({key, value});
  }
}
