function* gen() { const x = yield 1; console.log('got', x); try { yield 2; } finally { console.log('fin'); } return 3; }
const g = gen();
console.log(g.next('ignored'), g.next('hi'), g.return(9), g.next());
function* inner() { yield 'a'; return 'r'; }
function* outer() { const r = yield* inner(); yield r; yield* [1, 2]; yield* 'xy'; }
console.log([...outer()], Math.max(...(function* () { yield* [3, 9, 2]; })()));
const it = { from: 1, to: 4, [Symbol.iterator]() { let c = this.from, t = this.to; return { next: () => (c <= t ? { value: c++, done: false } : { value: undefined, done: true }), return() { console.log('closed'); return {}; } }; } };
for (const x of it) if (x > 2) break;
const [a, b, ...rest] = it;
console.log(a, b, rest);
const [first] = it;
console.log(first, g, gen, Object.prototype.toString.call(g), typeof gen.prototype);
function* permutations(s, n = s.length) { if (n <= 1) yield s.slice(); else for (let i = 0; i < n; i++) { yield* permutations(s, n - 1); const j = n % 2 ? 0 : i; [s[n - 1], s[j]] = [s[j], s[n - 1]]; } }
console.log([...permutations([1, 2, 3])].map((p) => p.join('')));
const e = gen(); e.next(); try { e.throw(new Error('in')); } catch (x) { console.log(x.message, e.next()); }
