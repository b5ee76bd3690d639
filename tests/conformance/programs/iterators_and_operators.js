const ws = new WeakSet(), wm = new WeakMap(), k = {};
ws.add(k);
wm.set(k, 1);
const ref = new WeakRef(k);
console.log(ws.has(k), wm.get(k), ref.deref() === k, ref, new FinalizationRegistry(() => { }));
console.log(Object.groupBy?.([1], (x) => x) === undefined ? '' : '', [1, 2, 3].at(-1), 'x'.at(5), Object.hasOwn({ a: 1 }, 'a'), Array.prototype.group, 'a-b'.replaceAll('-', '$&$&'), structuredClone(new Map([[1, 2]])), [1, 2, 3].findLastIndex((x) => x == 2), Array.from({ length: 3 }).map((_, i) => i), new Intl.NumberFormat('ja-JP', { style: 'currency', currency: 'JPY' }).format(1234), (1e15 + 0.3).toString(), 1e300 * 1e10, -1e-7, 123e-20, 0.000001, 1e-6 / 10, 2 ** -1074, 4.35 * 100, 1.1 + 2.2, 9007199254740993, 0.1 * 3, 100 / 3, 1 / 3, 5e20, 5e21, 4294967295 >>> 0, -1 >>> 0, 1 << 31, ~5, 5 & -5, 7 ^ 2, -7 >> 1, -7 % 3, 2 ** 31 | 0, NaN | 0, 1e10 | 0);
const it = { from: 1, to: 3, [Symbol.iterator]() { let c = this.from, t = this.to; return { next: () => (c <= t ? { done: false, value: c++ } : { done: true, value: undefined }), return() { console.log('ret'); return {}; } }; } };
console.log([...it], Math.max(...it), Array.from(it), new Set(it));
for (const x of it)
  if (x == 2)
    break;
const [first] = it;
console.log(first);
function* g() { const x = yield 1; console.log('got', x); try {
  yield 2;
}
finally {
  console.log('cleanup');
} return 3; }
const gi = g();
console.log(gi.next(), gi.next('hey'), gi.return(9), gi.next(), g, gi);
async function* ag() { for (let i = 0; i < 3; i++) {
  await null;
  yield i;
} }
(async () => { for await (const x of ag())
  console.log(x); const a = []; for await (const [i, v] of (async function* () { yield* [[0, 'a'], [1, 'b']]; })())
  a.push(i + v); console.log(a); })();
