type Op = "add" | "del";
type Handler<K extends Op> = K extends "add" ? (x: number) => void : () => number | undefined;
type Handlers = {
  [K in Op]: Handler<K>;
};
const st: number[] = [];
const hs: Handlers = { add: (x) => void st.push(x), del: () => st.pop() };
hs.add(1);
hs.add(2);
console.log(hs.del(), st);
interface Visitor<R> {
  visitNum(n: Num): R;
  visitAdd(a: Add): R;
}
interface Node2 {
  accept<R>(v: Visitor<R>): R;
}
class Num implements Node2 {
  constructor(public n: number) { }
  accept<R>(v: Visitor<R>) { return v.visitNum(this); }
}
class Add implements Node2 {
  constructor(public l: Node2, public r: Node2) { }
  accept<R>(v: Visitor<R>) { return v.visitAdd(this); }
}
console.log(new Add(new Num(1), new Add(new Num(2), new Num(3))).accept<number>({ visitNum: (n) => n.n, visitAdd(a) { return a.l.accept(this) + a.r.accept(this); } }));
function mixin<B extends new (...a: any[]) => {}>(Base: B) { return class extends Base {
  ts = 1;
  hello() { return super.toString(); }
}; }
class A0 {
  toString() { return 'A0'; }
}
const M = mixin(A0);
console.log(new M().hello(), new M(), M.name, M);
type Rec = {
  [k: string]: Rec | number;
};
const rec: Rec = { a: { b: { c: { d: 1 } } } };
console.log(rec);
const enumLike = Object.freeze({ A: 'a', B: 'b' } as const);
type EL = (typeof enumLike)[keyof typeof enumLike];
const s: EL = enumLike.A;
console.log(s);
enum Flags {
  None,
  A = 1 << 0,
  B = 1 << 1,
  AB = A | B,
  Len = "abc".length
}
console.log(Flags.AB, Flags[3], Flags);
function f(this: void, ...[a, b]: [
  number,
  string?
]) { return [a, b, this]; }
console.log(f(1));
let big: bigint = 2n ** 64n;
console.log(big);
const assertNever = (x: never): never => { throw new Error(`unexpected ${x}`); };
try {
  assertNever(5 as never);
}
catch (e) {
  console.log((e as Error).message);
}
let v!: number;
console.log(v);
abstract class Sing {
  private static _i?: Sing;
  static get i() { return this._i ??= new (class extends Sing {
  })(); }
}
console.log(Sing.i === Sing.i, Sing.i);
let opt = { a: { b: null as null | {
      c(): number;
    } } };
console.log(opt.a?.b?.c(), opt.a.b?.['c']?.(), (opt.a.b! as any)?.c);
for (const [i, ch] of [...'ab'].entries())
  console.log(i, ch);
export type { Rec };
export { Num, type Visitor };
