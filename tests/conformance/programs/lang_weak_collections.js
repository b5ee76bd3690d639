const wm = new WeakMap(), k = {};
wm.set(k, 'v');
console.log(wm.get(k), wm.has({}), wm, new WeakSet([k]), wm.delete(k), wm.has(k));
try { wm.set('str', 1); } catch (e) { console.log(e.message); }
try { new WeakSet([1]); } catch (e) { console.log(e.message); }
const ref = new WeakRef(k);
console.log(ref.deref() === k, ref);
new FinalizationRegistry(() => {}).register(k, 1);
const priv = new WeakMap();
class A { constructor() { priv.set(this, { secret: 1 }); } get secret() { return priv.get(this).secret; } }
console.log(new A().secret, new A());
