interface Entry {
  key: number;
  value: number;
  before: Entry;
  after: Entry;
}

class LRUCache {
  private readonly entries = new Map<number, Entry>();
  // Between the last and the first entry of the ring.
  private readonly ends: Entry;

  constructor(private readonly capacity: number) {
    const ends = { key: -1, value: -1 } as Entry;
    ends.before = ends.after = ends;
    this.ends = ends;
  }

  get(key: number): number {
    const entry = this.entries.get(key);
    if (!entry) return -1;
    this.unlink(entry);
    this.append(entry);
    return entry.value;
  }

  put(key: number, value: number): void {
    let entry = this.entries.get(key);
    if (entry) {
      this.unlink(entry);
    } else if (this.entries.size === this.capacity) {
      const oldest = this.ends.after;
      this.unlink(oldest);
      this.entries.delete(oldest.key);
    }
    entry = { key, value } as Entry;
    this.entries.set(key, entry);
    this.append(entry);
  }

  private unlink(entry: Entry): void {
    entry.before.after = entry.after;
    entry.after.before = entry.before;
  }

  private append(entry: Entry): void {
    entry.before = this.ends.before;
    entry.after = this.ends;
    entry.before.after = entry;
    this.ends.before = entry;
  }
}
