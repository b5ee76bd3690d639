class DefaultDict<K, V> extends Map<K, V> {
  constructor(private readonly mk: () => V, entries?: Iterable<readonly [
    K,
    V
  ]>) { super(entries ?? []); }
  override get(k: K): V { if (!this.has(k))
    this.set(k, this.mk()); return super.get(k)!; }
}
const d = new DefaultDict<string, number[]>(() => []);
d.get('a').push(1);
d.get('a').push(2);
console.log(d, [...d]);
interface Comparable<T> {
  compareTo(o: T): number;
}
type Cmp<T> = (a: T, b: T) => number;
class PQ<T> {
  private readonly heap: T[] = [];
  constructor(private cmp: Cmp<T> = (a: any, b: any) => a - b, init: T[] = []) { init.forEach(this.push, this); }
  push(v: T): this { const h = this.heap; let i = h.push(v) - 1; while (i > 0) {
    const p = (i - 1) >>> 1;
    if (this.cmp(h[p], h[i]) <= 0)
      break;
    [h[p], h[i]] = [h[i], h[p]];
    i = p;
  } return this; }
  pop(): T | undefined { const h = this.heap; if (h.length < 2)
    return h.pop(); const r = h[0]; h[0] = h.pop()!; let i = 0; while (true) {
    let c = 2 * i + 1;
    if (c >= h.length)
      break;
    if (c + 1 < h.length && this.cmp(h[c + 1], h[c]) < 0)
      ++c;
    if (this.cmp(h[i], h[c]) <= 0)
      break;
    [h[i], h[c]] = [h[c], h[i]];
    i = c;
  } return r; }
  *drain(): Generator<T, void, undefined> { let x: T | undefined; while ((x = this.pop()) !== undefined)
    yield x; }
  get size() { return this.heap.length; }
}
console.log([...new PQ<number>(undefined, [5, 3, 9, 1]).drain()], new PQ<string>((a, b) => b.localeCompare(a), ['x', 'z', 'y']));
type Tree<T> = {
  v: T;
  l?: Tree<T>;
  r?: Tree<T>;
} | null;
const ins = <T,>(t: Tree<T>, v: T): Tree<T> => !t ? { v } : v < t.v ? { ...t, l: ins(t.l ?? null, v) ?? undefined } : { ...t, r: ins(t.r ?? null, v) ?? undefined };
console.log([4, 2, 6, 1, 3].reduce<Tree<number>>((t, v) => ins(t, v), null));
console.dir([4, 2, 6, 1, 3].reduce<Tree<number>>(ins, null), { depth: null });
type Expr = {
  kind: 'num';
  v: number;
} | {
  kind: 'bin';
  op: '+' | '*';
  l: Expr;
  r: Expr;
};
const ev = (e: Expr): number => { switch (e.kind) {
  case 'num': return e.v;
  case 'bin': return e.op === '+' ? ev(e.l) + ev(e.r) : ev(e.l) * ev(e.r);
  default: {
    const _: never = e;
    return _;
  }
} };
console.log(ev({ kind: 'bin', op: '*', l: { kind: 'num', v: 6 }, r: { kind: 'num', v: 7 } }));
const o = { a: 1, b: { c: 2 } } as const;
type DeepRO<T> = {
  readonly [K in keyof T]: T[K] extends object ? DeepRO<T[K]> : T[K];
};
console.log((o as DeepRO<typeof o>).b.c, o?.b?.["c"], o!.a!);
declare global {
  interface Array<T> {
    last(): T;
  }
}
Array.prototype.last = function () { return this[this.length - 1]; };
console.log([1, 2].last());
declare module 'fs' {
  interface Foo {
  }
}
export {};
