const names = ['/etc/passwd', '../main', './main.js', '/main.js', '/proc/self/exe', 'file:///etc/passwd', '__proto__', 'constructor', 'toString', '', '.', '\0'];
const loaded = names.filter((name) => {
  try {
    return require(name) !== module.exports;
  } catch {
    return false;
  }
});
console.log(loaded.length === 0 ? 'ok' : loaded);
