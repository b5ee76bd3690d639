const a = [5, 3, 8, 1];
a.sort((x, y) => x > y);
console.log(a);
a.sort((x, y) => y - x);
console.log(a, [..."zyx"].sort().reverse(), [true, false].sort(), [null, undefined, NaN, 1].sort(), ["B", "a", "C"].sort((p, q) => p.toLowerCase() < q.toLowerCase() ? -1 : 1), [[2, 1], [10, 0], [1, 5]].sort(), [-1, -2, 5, 10].sort(), [3n, 1n, 2].sort((p, q) => (p < q ? -1 : p > q ? 1 : 0)));
const big = Array.from({ length: 600 }, (_, i) => ({ k: (i * 37) % 11, i }));
big.sort((p, q) => p.k - q.k);
console.log(big.slice(0, 60).map((o) => o.i).join(), big.every((o, i) => !i || big[i - 1].k < o.k || big[i - 1].i < o.i));
console.log(Math.max.apply(null, Array.from({ length: 100000 }, (_, i) => i)), Math.min(...new Array(60000).fill(3)), String.fromCharCode(...Array.from({ length: 5 }, (_, i) => 97 + i)), [].concat(...[[1], [2, [3]]]), Array.prototype.slice.call('abc'), Array.prototype.map.call('abc', (c) => c + c), [...Array(3).keys()], Array.from(new Map([[1, 2]])), Object.entries([7, 8]), new Array(3).join('-'), Array.isArray(Array.prototype), [1, 2, 3].toString(), String([1, [2, 3]]), String({}), [] == '', [0] == false, null == 0, null >= 0, NaN != NaN, '10' < '9', '10' < 9, [2] > 1, undefined == null, typeof null, typeof function () { }, typeof class {
}, typeof Symbol(), 0 === -0, Object.is(0, -0));
console.log([3, 1, 2].toSorted(), [1, 2, 3, 4, 5].copyWithin(1, 3), [1, [2, [3]]].flat(), Array.of(7), [1, 2, 3].reduceRight((p, c) => p + '-' + c), [1, 2, 3, 4].findLast((x) => x % 2), [..."aab"].reduce((m, c) => m.set(c, (m.get(c) ?? 0) + 1), new Map()), Object.fromEntries(new Map([['a', 1]])), [1, 2, 3].entries().toString(), [,].length, [, 1].map((x) => x), [1, , 3].forEach((x) => console.log(x)), 'a' in { a: 1 }, 1 in [5], delete [].length);
