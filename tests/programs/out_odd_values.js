console.log(-0, [-0], 0.1 + 0.2, 1e21, 2n ** 64n, Symbol('s'), null, undefined);
console.log([, 1, , ,], { a: { b: { c: { d: 1 } } } }, [[[[1]]]]);
console.log('%s|%d|%i|%f|%%|%o', 'a', '2.5', 2.9, '1.5', 1, 'rest');
console.log(new Map([[1, { a: 2 }]]), new Set('ab'), [undefined, null], () => 1);
