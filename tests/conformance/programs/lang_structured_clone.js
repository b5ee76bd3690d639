const o = { d: new Date(0), m: new Map([[{ k: 1 }, new Set([1])]]), r: /x/gi, a: [1, , 3], n: null, u: undefined, big: 5n, t: new Uint8Array([1, 2]), nested: {} }; o.nested.self = o;
const c = structuredClone(o); console.log(c, c !== o, c.nested.self === c, c.d instanceof Date); const e = structuredClone(new RangeError('oops')); console.log(e instanceof RangeError, e.message, e.name);
for (const bad of [() => {}, Symbol('x'), { f() {} }, new WeakMap(), Promise.resolve()]) { try { structuredClone(bad); } catch (e) { console.log(e.name, e.code, e.message); } }
class P { x = 1; get y() { return 2; } } console.log(structuredClone(new P()), structuredClone(Object('s')), structuredClone(null), structuredClone([NaN, -0]), structuredClone({ get g() { return 'v'; } }));
