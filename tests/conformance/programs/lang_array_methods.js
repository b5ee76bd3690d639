const a = [1, 2, 3, 4, 5];
console.log(a.at(-2), a.fill(0, 1, 3), a.copyWithin(0, 3), a.lastIndexOf(5), a.flatMap((x) => [x, [x]]), [1, [2, [3, [4]]]].flat(Infinity), a.includes(NaN), [NaN].includes(NaN), [NaN].indexOf(NaN));
console.log(Array(3), Array(3).fill(), [, 1, , 2, ,], [...Array(2).keys()], Array.from('abc', (c, i) => c + i), Array.of(7), Array.isArray([]), new Array(2, 3), Array.apply(null, Array(2)), [undefined, null, 1].join());
console.log([1, 2, 3, 4].reduce((x, y) => x + y), [1, 2, 3].reduceRight((x, y) => x + '' + y), a.some((x) => x > 4), a.every(Boolean), [3, 4].entries().next(), a.findIndex((x) => x === 3), [1, 2, 3].splice(1, 1), a.slice(-2));
const s = [1, 2, 3]; s.length = 1; s[4] = 9; s.prop = 'p'; console.log(s, s.length, Object.keys(s), s.indexOf(undefined), 2 in s); s.unshift(0, 0.5); console.log(s.shift(), s.pop(), s.push('a', 'b'), s.concat(1, [2], [[3]]));
try { [].reduce((x) => x); } catch (e) { console.log(e.message); }
try { new Array(-1); } catch (e) { console.log(e.name, e.message); }
try { [].length = 2 ** 32; } catch (e) { console.log(e.name, e.message); }
console.log(String([1, [2, 3]]), [] + [], [1] == 1, [[]].toString() === '', Array.prototype.map.call('abc', (x) => x + x), Array.from({ length: 2, 0: 'x' }), Array.from(new Map([[1, 2]])), [3, 2, 1].map(parseInt), ['1', '2', '3'].map(Number), ['10', '10', '10'].map(parseInt));
console.log(Array.from({ length: 120 }, (_, i) => i)); console.log([['a', 1], ['b', 2]], ['x'.repeat(80), 'y'.repeat(30)], Array(101).fill(1), ['a\nb', "it's", `"q"`, '`']);
