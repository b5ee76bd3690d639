const log = [];
const p = new Proxy({ a: 1 }, {
  get(t, k, r) { log.push(`get ${String(k)}`); return Reflect.get(t, k, r) ?? 'default'; },
  set(t, k, v) { log.push(`set ${k}`); return Reflect.set(t, k, v * 2); },
  has(t, k) { log.push(`has ${k}`); return k in t; },
  deleteProperty(t, k) { log.push(`del ${k}`); return delete t[k]; },
  ownKeys(t) { log.push('keys'); return Reflect.ownKeys(t); },
});
p.b = 5; console.log(p.a, p.b, p.zzz, 'a' in p, delete p.a, Object.keys(p), JSON.stringify(p));
console.log(log);
const arr = new Proxy([1, 2, 3], { get: (t, k) => (typeof k === 'string' && /^-\d+$/.test(k) ? t[t.length + +k] : t[k]) });
console.log(arr[-1], arr.length, arr);
console.log(p, new Proxy(function f() {}, {}), new Proxy(class A {}, {}), new Proxy(new Map([[1, 2]]), {}));
const ro = new Proxy(Object.freeze({ x: 1 }), { set() { return false; } });
(function () { 'use strict'; try { ro.x = 2; } catch (e) { console.log(e.message); } })();
console.log(Reflect.ownKeys({ b: 1, 2: 1, a: 1, 1: 1, [Symbol('s')]: 1 }), Reflect.has({ x: 1 }, 'x'), Reflect.construct(Date, [0]).getTime());
