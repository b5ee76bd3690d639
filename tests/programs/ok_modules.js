const names = ['fs', 'readline', 'util', 'events', 'assert', 'path', 'os', 'buffer', 'string_decoder', 'timers', 'process'];
const missing = names.filter((name) => {
  try {
    return require(name) === undefined || require(`node:${name}`) === undefined;
  } catch {
    return true;
  }
});
console.log(missing.length === 0 ? 'ok' : missing);
