async function* range(n) {
  try { for (let i = 0; i < n; i++) { await null; yield i; } } finally { console.log('cleanup'); }
}
(async () => {
  for await (const x of range(3)) console.log(x);
  for await (const x of range(10)) { if (x === 2) break; console.log('b', x); }
  const g = range(5);
  console.log(await Promise.all([g.next(), g.next(), g.next()]));
  console.log(await g.return('r'), await g.next());
  for await (const x of [Promise.resolve(1), 2]) console.log(x);
  try { for await (const x of [1, Promise.reject(new Error('no'))]) console.log(x); } catch (e) { console.log(e.message); }
  console.log(Object.prototype.toString.call(g), g);
})();
