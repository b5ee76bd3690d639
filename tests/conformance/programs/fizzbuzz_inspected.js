var out = [];
for (var i = 1; i <= 100; i++)
  out.push(i % 15 ? (i % 5 ? (i % 3 ? i : 'Fizz') : 'Buzz') : 'FizzBuzz');
console.log(out.join('\n'));
console.log(out);
console.log({ out });
console.log(new Set(out));
console.log(new Map(out.slice(0, 8).map((x, i) => [i, { x, y: [x, [x]] }])));
console.log(Object.fromEntries(out.slice(0, 40).map((x, i) => ['key' + i, x])));
console.log([[...'abcdefghijklmnopqrstuvwxyz'], [...'abc']], [['a'.repeat(30), 'b'.repeat(30)], ['c'.repeat(30), 'd'.repeat(30)]]);
console.log([1.5, 22.25, 333.125, -4, 0, 1e21, NaN, 7, 8, 9], ['a', 1, 'bb', 22, 'ccc', 333, 'd', 4]);
console.log([{ id: 1, name: 'Alice', tags: ['a', 'b'], nested: { deep: { deeper: { deepest: 1 } } } }, { id: 2, name: 'Bob', fn() { }, arrow: () => 1, cls: class Q {
    }, date: new Date(86400000), re: /x/, nul: null, und: undefined, sym: Symbol.for('s'), big: 10n, err: new RangeError('r').message }]);
console.log(Array.from({ length: 3 }, (_, i) => Array.from({ length: 12 }, (_, j) => i * j)));
console.log(Array.from({ length: 101 }, (_, i) => 'n' + i), 'tail');
console.log(new Array(200).fill(0), [['x']], [[['y']]], [[[['z']]]], [[[[['w']]]]]);
console.log('a\tb\\n', ['a\tb\n\'"`\\\u0007\u{1F600}'], { 'key with space': 1, valid_id: 2, 3: 4, '5a': 6, [Symbol()]: 7, "quo'te": 8 });
console.log(Object.assign(Object.create({ inherited: 1 }), { own: 2 }), Object.create(class Foo {
}.prototype), new (function Bar() { this.x = 1; })(), { __proto__: null, a: 1 }, Object.setPrototypeOf({ b: 1 }, Array.prototype));
console.log(process.stdout.write(''), [function () { }, function named() { }, class {
  }, class extends Object {
  }, Math.max, Symbol, async () => { }, function* gen() { }]);
