// legacy decorators
function sealed(constructor: Function) { Object.seal(constructor); }
function log(target: any, key: string, d: PropertyDescriptor) { const f = d.value; d.value = function (...a: any[]) { const r = f.apply(this, a); console.log(`${key}(${a}) = ${r}`); return r; }; return d; }
function memo() { return (t: any, k: string, desc: TypedPropertyDescriptor<any>) => { const f = desc.value, cache = new Map(); desc.value = function (n: number) { if (!cache.has(n))
  cache.set(n, f.call(this, n)); return cache.get(n); }; }; }
function inject(t: any, k: string | undefined, i: number) { console.log('param', k, i); }
@sealed
class Fib {
  @memo()
  fib(n: number): number { return n < 2 ? n : this.fib(n - 1) + this.fib(n - 2); }
  @log
  add(
  @inject
  a: number, b: number) { return a + b; }
}
const f = new Fib();
console.log(f.fib(80), f.add(1, 2), Object.isSealed(Fib));
