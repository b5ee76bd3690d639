const util = require('util');
const nested = { l1: { l2: { l3: { l4: { l5: 1 } } } }, arr: [[1, [2, [3, [4]]]]], s: "it's", m: new Map([['k', { deep: { er: { x: 1 } } }]]), f() { }, get g() { return 1; }, set g(v) { }, [Symbol('k')]: 1, 'a-b': 2, 3: 4 };
nested.self = nested;
console.log(nested);
console.log(util.inspect(nested, { depth: null, compact: false }));
console.log(util.inspect(nested, false, null, true));
console.dir(nested, { depth: 0 });
console.log(JSON.stringify({ a: [1, { b: 2 }], c: undefined, d: NaN, e: new Date(0), f: () => 1 }, null, 2));
console.log(Array.from({ length: 150 }, (_, i) => i));
console.log(Array.from({ length: 30 }, (_, i) => 'item' + i));
console.log('x'.repeat(200), ['y'.repeat(120)]);
console.log([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
console.log([['a', 'b'], ['c', 'd']], { m: [[0, 1], [1, 0]] });
console.log(Object.create(null), Object.create({ a: 1 }), new (class Foo {
  x = 1;
  #y = 2;
  static z = 3;
})(), new (class extends Array {
})(3), Object.assign(() => { }, { p: 1 }), [undefined, null, , 1], new Array(5), [1.0, '1', true], { undefined: undefined, null: null }, new Error('e').message, [new Error('in array').message], new Boolean(false), new String('abc'), Object(1n), Object(Symbol.iterator), (function () { return arguments; })(1, 2), new WeakMap(), Promise.resolve(4), Promise.reject(5).catch(() => { }), new Proxy({ a: 1 }, {}), globalThis === global, (function* () { })(), [1, 2][Symbol.iterator](), new Map([[1, 2]]).entries(), new Set('ab').values(), 'abc'.matchAll(/b/g), async () => { }, async function* ag() { }, Math, JSON, Reflect, Intl, Atomics);
console.log(util.format('%s|%o', { toString() { return 'custom'; } }, { a: [1, 2, { b: 3 }] }), util.types.isRegExp(/a/), util.isDeepStrictEqual({ a: 1 }, { a: 1 }), util.inspect('a\'b"c`d\n'), util.inspect(new Map([[{ a: 1 }, new Set([1])]]), { showHidden: true }), util.inspect({ a: 1, b: 2, c: 3 }, { sorted: true, breakLength: 5 }), util.styleText ? 1 : 0, util.stripVTControlCharacters('\u001b[31mred\u001b[0m'), util.toUSVString('a\ud800'));
