class LRUCache {
  get(key) {
    return -1;
  }
}
