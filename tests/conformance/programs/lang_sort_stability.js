const people = [['a', 3], ['b', 1], ['c', 3], ['d', 1], ['e', 2]].map(([n, k]) => ({ n, k }));
console.log(people.sort((x, y) => x.k - y.k).map((p) => p.n).join(''));
const big = Array.from({ length: 600 }, (_, i) => [i % 7, i]); big.sort((p, q) => p[0] - q[0]);
console.log(big.every((v, i) => !i || big[i - 1][0] < v[0] || big[i - 1][1] < v[1]));
console.log([3, undefined, 1, , 2, null].sort(), [true, false, 'b', 'a', 10, 9].sort(), [5, 25, 100].sort(), ['B', 'a', 'C', 'ä', 'z'].sort(), ['B', 'a', 'C', 'ä', 'z'].sort((a, b) => a.localeCompare(b)));
console.log([1, 2, 3].sort(() => 0), [1, 2, 3, 4].sort((a, b) => b > a), [2, 1].sort((a, b) => a > b), [3, 1, 2].sort().reverse(), [[2, 'x'], [10, 'y'], [1, 'z']].sort());
try { [1, 2].sort('x'); } catch (e) { console.log(e.message); }
try { [1, 2].sort(null); } catch (e) { console.log(e.message); }
console.log([10, 1, 3].toSorted((a, b) => a - b), [1, 2, 3].toReversed(), [1, 2, 3].with(0, 9), [1, 2, 3].toSpliced(1, 1), [1, 5, 8].findLast((x) => x < 6), [1, 5].findLastIndex((x) => x > 9));
