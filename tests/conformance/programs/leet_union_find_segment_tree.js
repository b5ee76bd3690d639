class DSU {
  constructor(n) { this.p = Int32Array.from({ length: n }, (_, i) => i); this.sz = new Uint32Array(n).fill(1); }
  find(x) { while (this.p[x] !== x) x = this.p[x] = this.p[this.p[x]]; return x; }
  union(a, b) { a = this.find(a); b = this.find(b); if (a === b) return false; if (this.sz[a] < this.sz[b]) [a, b] = [b, a]; this.p[b] = a; this.sz[a] += this.sz[b]; return true; }
}
const d = new DSU(6);
console.log(d.union(0, 1), d.union(1, 2), d.union(0, 2), d.find(2) === d.find(0), d);
const SegTree = (n, f, e) => {
  const t = new Array(2 * n).fill(e);
  return { set(i, v) { for (t[i += n] = v; i > 1; i >>= 1) t[i >> 1] = f(t[i & ~1], t[i | 1]); },
    get(l, r) { let a = e; for (l += n, r += n; l < r; l >>= 1, r >>= 1) { if (l & 1) a = f(a, t[l++]); if (r & 1) a = f(a, t[--r]); } return a; } };
};
const s = SegTree(8, Math.max, -Infinity);
[3, 1, 4, 1, 5, 9, 2, 6].forEach((v, i) => s.set(i, v));
console.log(s.get(0, 4), s.get(4, 8), s.get(3, 3), s);
