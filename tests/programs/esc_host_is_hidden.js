const seen = new Set();
const found = [];
const queue = [[globalThis, 'globalThis'], [require, 'require'], [module, 'module'], [require('fs'), 'fs'], [require('util'), 'util']];
const names = ['runMicrotasks', 'waitInput', 'nonIndexKeys', 'readBytes'];
while (queue.length > 0) {
  const [object, path] = queue.pop();
  if (seen.has(object)) continue;
  seen.add(object);
  for (const key of Reflect.ownKeys(object)) {
    if (names.includes(key)) found.push(`${path}.${String(key)}`);
    const property = Object.getOwnPropertyDescriptor(object, key);
    for (const value of [property.value, property.get, property.set]) {
      if (value === null || (typeof value !== 'object' && typeof value !== 'function')) continue;
      queue.push([value, `${path}.${String(key)}`]);
    }
  }
  const prototype = Object.getPrototypeOf(object);
  if (prototype !== null) queue.push([prototype, `${path}.__proto__`]);
}
console.log(found.length === 0 ? 'ok' : found);
