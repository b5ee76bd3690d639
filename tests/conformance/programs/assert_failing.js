const assert = require('assert');
for (const f of [
  () => assert.equal(1, 2), () => assert.strictEqual(1, '1'), () => assert.deepStrictEqual({ a: 1 }, { a: 2 }),
  () => assert.deepEqual([1, 2], [1, 3]), () => assert.notEqual(1, 1), () => assert.ok(0, 'zero'), () => assert.throws(() => {}),
  () => assert.rejects, () => assert.match('abc', /x/), () => assert.fail('boom'), () => assert.ifError(null), () => assert(false, new TypeError('own')),
]) {
  try { f(); console.log('passed'); } catch (e) { console.log(e.name, e.code, '|', e.message.split('\n').slice(0, 3).join('/')); }
}
assert.throws(() => { throw new TypeError('Wrong value'); }, { name: 'TypeError', message: /^Wrong/ });
assert.throws(() => { throw new Error('x'); }, Error);
assert.deepStrictEqual(new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]]));
assert.strictEqual(2 + 2, 5);
