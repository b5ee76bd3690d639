for (const name of Object.getOwnPropertyNames(globalThis)) {
  const value = globalThis[name];
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) continue;
  Object.freeze(value);
  if (value.prototype) Object.freeze(value.prototype);
}
Object.freeze(process.stdout);
setTimeout(() => console.log('ok'), 1);
