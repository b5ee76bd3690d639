const memo = {};
const lcs = (a, b, i = 0, j = 0) => { const k = i + ',' + j; if (k in memo)
  return memo[k]; if (i >= a.length || j >= b.length)
  return (memo[k] = ''); if (a[i] === b[j])
  return (memo[k] = a[i] + lcs(a, b, i + 1, j + 1)); const x = lcs(a, b, i + 1, j), y = lcs(a, b, i, j + 1); return (memo[k] = x.length >= y.length ? x : y); };
console.log(lcs('AGGTABQWERTY', 'GXTXAYBWRTY'));
console.log(Object.keys(memo).length);
const compose = (...f) => (x) => f.reduceRight((a, g) => g(a), x), curry = (f) => function c(...a) { return a.length >= f.length ? f(...a) : (...b) => c(...a, ...b); };
console.log(compose((x) => x + 1, (x) => x * 2)(5), curry((a, b, c) => a + b + c)(1)(2)(3));
const perms = (a) => a.length < 2 ? [a] : a.flatMap((x, i) => perms([...a.slice(0, i), ...a.slice(i + 1)]).map((p) => [x, ...p]));
console.log(perms([1, 2, 3]));
console.log(perms(['a', 'b', 'c', 'd']).map((p) => p.join('')).join());
const pw = (s) => s.reduce((a, x) => a.concat(a.map((y) => [x, ...y])), [[]]);
console.log(pw([1, 2, 3]));
function* combos(a, k, s = 0, c = []) { if (c.length === k) {
  yield [...c];
  return;
} for (let i = s; i < a.length; i++)
  yield* combos(a, k, i + 1, [...c, a[i]]); }
for (const c of combos('abcd', 2))
  console.log(c.join(''));
console.log([...combos([1, 2, 3, 4], 2)]);
console.log('The quick brown fox'.replace(/(\w+) (\w+)/, '$2 $1').replace(/q/g, (m, i) => `<${m}@${i}>`), 'a1b22c333'.match(/\d+/g), 'k=v;k2=v2'.split(/[=;]/), /(?<y>\d{4})-(?<m>\d\d)/.exec('on 2020-05-06'), [...'x1y2'.matchAll(/([a-z])(\d)/g)], '2020-01'.match(/(?<y>\d+)/).groups, 'aBc'.replace(/[A-Z]/g, (c) => '_' + c.toLowerCase()), /^[\w.]+@[\w.]+$/.test('a@b.c'), 'x'.search(/y/), 'a,b,,c'.split(','), 'abc'.split(''), 'a b  c'.split(' ', 2), /a/y.sticky, /(?<=\$)\d+/.exec('$42')[0], /\p{L}+/u.exec('日本x')[0], 'aaa'.lastIndexOf('a'), /a.c/s.test('a\nc'), RegExp('a|b', 'gi').flags, new RegExp('/').source);
