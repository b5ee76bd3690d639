// Not in the pinned Node, but people polyfill and feature-test them.
const has = typeof Iterator === 'function' && typeof Iterator.prototype.map === 'function';
const take = has ? (it, n) => it.take(n).toArray() : (it, n) => { const r = []; if (n > 0) for (const x of it) { r.push(x); if (r.length === n) break; } return r; };
function* nat() { let i = 0; while (true) yield i++; }
console.log(take(nat(), 5), Array.from({ length: 3 }, (_, i) => i ** 2), [...new Set([1, 1, 2])].map(String), new Map([[1, 'a']]).entries().next().value);
