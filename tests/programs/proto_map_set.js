for (const type of [Map, Set, WeakMap, WeakSet]) {
  for (const key of Reflect.ownKeys(type.prototype)) {
    try {
      delete type.prototype[key];
    } catch {
      continue;
    }
  }
}
const id = +setTimeout(() => console.log('wrong'), 5);
clearTimeout(id);
setTimeout(() => console.log('ok'), 10);
