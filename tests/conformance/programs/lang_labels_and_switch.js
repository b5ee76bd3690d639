outer: for (let i = 0; i < 5; i++) { for (let j = 0; j < 5; j++) { if (j === 2) continue outer; if (i === 2) break outer; console.log(i, j); } }
block: { console.log('in'); if (true) break block; console.log('never'); }
const f = (x) => { switch (typeof x) { case 'number': case 'bigint': return 'num'; default: return 'other'; case 'string': { let y = x.length; return y; } } };
console.log(f(1), f(2n), f('abc'), f(null));
switch (3) { case 1: console.log(1); default: console.log('d'); case 2: console.log(2); break; case 4: console.log(4); }
switch (true) { case 1 > 2: console.log('no'); break; case 2 > 1: console.log('yes'); }
do { var once = 'ran'; } while (false); console.log(once);
for (const k in 'ab') console.log(k); for (const k in [7, 8]) console.log(typeof k); for (var q in { a: 1, 2: 2, 1: 1 }) console.log(q);
let n = 0; while (true) { if (++n % 2) continue; if (n > 6) break; } console.log(n);
for (let i = 0, j = 10; i < j; i += 3, j--) console.log(i, j);
console.log(((a, b) => (a, b))(1, 2), void 0, typeof void 0, !!'' + 1, +[], +{}, [] + {}, [] == false, null == 0, null >= 0, undefined == null, NaN != NaN);
