class MinHeap {
  #a = [];
  #cmp;
  constructor(cmp = (x, y) => x - y) { this.#cmp = cmp; }
  get size() { return this.#a.length; }
  push(v) {
    const a = this.#a; a.push(v);
    for (let i = a.length - 1; i > 0;) {
      const p = (i - 1) >> 1;
      if (this.#cmp(a[p], a[i]) <= 0) break;
      [a[p], a[i]] = [a[i], a[p]]; i = p;
    }
    return this;
  }
  pop() {
    const a = this.#a, top = a[0], last = a.pop();
    if (a.length) {
      a[0] = last;
      for (let i = 0; ;) {
        let c = 2 * i + 1;
        if (c >= a.length) break;
        if (c + 1 < a.length && this.#cmp(a[c + 1], a[c]) < 0) c++;
        if (this.#cmp(a[i], a[c]) <= 0) break;
        [a[c], a[i]] = [a[i], a[c]]; i = c;
      }
    }
    return top;
  }
  *[Symbol.iterator]() { while (this.size) yield this.pop(); }
  static from(it) { const h = new this(); for (const x of it) h.push(x); return h; }
}
const h = MinHeap.from([5, 3, 8, 1, 9, 2]);
console.log(h.size, [...h], h.pop(), h);
try { h.a.length; } catch (e) { console.log(e.message); }
