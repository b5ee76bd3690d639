import { EventEmitter } from "node:events";
type Ev = {
  tick: [
    n: number
  ];
  done: [
  ];
};
class Typed<T extends Record<keyof T, unknown[]>> {
  private e = new EventEmitter();
  on<K extends keyof T & string>(k: K, f: (...a: T[K]) => void): this { this.e.on(k, f as any); return this; }
  emit<K extends keyof T & string>(k: K, ...a: T[K]): boolean { return this.e.emit(k, ...a); }
}
const t = new Typed<Ev>().on("tick", (n) => console.log("tick", n)).on("done", () => console.log("done"));
for (const i of [1, 2])
  t.emit("tick", i);
console.log(t.emit("done"));
class Lazy<T> implements Iterable<T> {
  constructor(private readonly src: Iterable<T>) { }
  static range(a: number, b = Infinity, s = 1) { return new Lazy((function* () { for (let i = a; i < b; i += s)
    yield i; })()); }
  map<U>(f: (x: T) => U) { const s = this.src; return new Lazy((function* () { for (const x of s)
    yield f(x); })()); }
  filter<S extends T>(f: (x: T) => x is S): Lazy<S>;
  filter(f: (x: T) => boolean): Lazy<T>;
  filter(f: (x: T) => boolean) { const s = this.src; return new Lazy((function* () { for (const x of s)
    if (f(x))
      yield x; })()); }
  take(n: number): T[] { const r: T[] = []; if (n > 0)
    for (const x of this.src) {
      r.push(x);
      if (r.length >= n)
        break;
    } return r; }
  [Symbol.iterator]() { return this.src[Symbol.iterator](); }
}
console.log(Lazy.range(1).map((x) => x * x).filter((x) => x % 2 === 1).take(5));
const enum Op {
  Add = "+",
  Mul = "*"
}
type Tok = {
  t: "num";
  v: number;
} | {
  t: "op";
  v: Op | "(" | ")";
};
function* lex(s: string): Generator<Tok, void, unknown> { for (const m of s.matchAll(/\s*(?:(\d+(?:\.\d+)?)|([-+*/()]))/g))
  yield m[1] !== undefined ? { t: "num", v: +m[1] } : { t: "op", v: m[2] as Op }; }
console.log([...lex("1 + 2.5*(3)")]);
function parse(s: string): number { const ts = [...lex(s)]; let i = 0; const prim = (): number => { const k = ts[i++]!; if (k.t === "num")
  return k.v; const v = expr(); i++; return v; }; const term = (): number => { let v = prim(); while (ts[i]?.v === Op.Mul) {
  i++;
  v *= prim();
} return v; }; const expr = (): number => { let v = term(); while (ts[i]?.v === Op.Add) {
  i++;
  v += term();
} return v; }; return expr(); }
console.log(parse("2*(3+4)*5+1"));
