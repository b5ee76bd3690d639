for (const key of Object.getOwnPropertyNames(Array.prototype)) {
  if (typeof Array.prototype[key] !== 'function' || key === 'constructor') continue;
  Array.prototype[key] = () => {
    throw new Error(key);
  };
}
Array.prototype[Symbol.iterator] = undefined;
process.nextTick(() => setImmediate(() => console.log('ok')));
