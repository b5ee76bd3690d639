const map = new WeakMap();
const registry = new FinalizationRegistry(() => {});
for (let i = 0; i < 20000; i++) {
  const key = { i };
  map.set(key, new WeakRef(key));
  registry.register(key, i);
}
console.log('ok');
