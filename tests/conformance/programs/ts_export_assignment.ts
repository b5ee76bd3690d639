namespace Utils {
  export const memo = <A extends unknown[], R>(f: (...a: A) => R, key = (...a: A) => a.join()): ((...a: A) => R) => { const c = new Map<string, R>(); return (...a) => { const k = key(...a); if (!c.has(k))
    c.set(k, f(...a)); return c.get(k)!; }; };
  export class UnionFind {
    private p: Int32Array;
    constructor(n: number) { this.p = new Int32Array(n).fill(-1); }
    find(x: number): number { return this.p[x] < 0 ? x : (this.p[x] = this.find(this.p[x])); }
    unite(a: number, b: number): boolean { a = this.find(a); b = this.find(b); if (a === b)
      return false; if (this.p[a] > this.p[b])
      [a, b] = [b, a]; this.p[a] += this.p[b]; this.p[b] = a; return true; }
    size(x: number) { return -this.p[this.find(x)]; }
  }
}
import UF = Utils.UnionFind;
const grid = Utils.memo((i: number, j: number): bigint => (i === 0 || j === 0 ? 1n : grid(i - 1, j) + grid(i, j - 1)));
console.log(grid(30, 30));
const uf = new UF(5);
console.log(uf.unite(0, 1), uf.unite(1, 0), uf.unite(3, 4), uf.size(0), uf);
export = uf;
