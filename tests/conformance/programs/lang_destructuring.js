const { a, b: { c = 5, ...more } = {}, ...rest } = { a: 1, b: { d: 2, e: 3 }, f: 4, g: 5 };
console.log(a, c, more, rest);
let [x, , y = 10, ...z] = [1, 2, undefined, 4, 5]; [x, y] = [y, x]; console.log(x, y, z);
const f = ({ p = 1, q: [r, s] = [2, 3] } = {}, ...args) => [p, r, s, args]; console.log(f(), f({ p: 9, q: 'hi' }, 7));
for (const [k, { v }] of Object.entries({ one: { v: 1 }, two: { v: 2 } })) console.log(k, v);
const key = 'dyn'; const { [key]: val = 'none', length } = 'str'; console.log(val, length);
const o = {}; ({ m: o.x, n: o['y'] = 2 } = { m: 1 }); [o.z = 3] = []; console.log(o);
try { const { q } = null; } catch (e) { console.log(e.message); }
try { const [q] = {}; } catch (e) { console.log(e.message); }
try { const { a: { b } } = {}; } catch (e) { console.log(e.message); }
try { (({ a: { b } }) => b)({}); } catch (e) { console.log(e.message); }
const swap = ([a, b]) => [b, a]; console.log(swap([1, 2]), [...'añ😀'], { ...'ab', ...[9], ...null, ...{ get g() { return 1; } } });
function opt({ n = 3 } = {}) { return n; } console.log(opt(), opt({}), opt({ n: undefined }), opt({ n: null }));
