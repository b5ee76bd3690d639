for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (['console', 'globalThis', 'global'].includes(name)) continue;
  try {
    globalThis[name] = () => {
      throw new TypeError(name);
    };
  } catch {
    continue;
  }
}
console.log('ok');
