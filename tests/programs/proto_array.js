for (const key of Reflect.ownKeys(Array.prototype)) {
  if (key !== 'length') delete Array.prototype[key];
}
setTimeout(() => console.log('ok'), 1);
