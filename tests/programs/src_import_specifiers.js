const specifiers = [
  'data:text/javascript,1', 'file:///etc/passwd', 'file:', 'http://x/y.js', 'node:', 'node:nope',
  'node:fs/../os', 'node:internal/url', 'gavel:prelude', '', '.', '..', '/', '//', './', '%', './%2e%2e/x',
  '@', '@a/b', '#x', 'blob:nodedata:1', 'fs\0', ' fs', 'FS', '\ud800', 'a'.repeat(1e6), 'file://main.js',
  Symbol('x'), null, undefined, 1n, [], () => {}, Object.create(null),
  new Proxy({}, { get() { throw new RangeError('trap'); } }),
  { toString() { throw new Error('text'); } },
];
const loaded = [];
for (const specifier of specifiers) {
  try {
    await import(specifier);
    loaded.push(specifier);
  } catch (error) {
    if (!(error instanceof Error)) loaded.push(error);
  }
}
console.log(loaded.length === 0 ? 'ok' : loaded);
