const { proxy, revoke } = Proxy.revocable([], {});
revoke();
const real = process.stdout.write;
process.stdout.write = () => true;
for (const name of Object.keys(console)) {
  if (typeof console[name] !== 'function') continue;
  for (const value of [undefined, null, 1n, Symbol('s'), proxy, Object.create(null)]) {
    try {
      console[name](value, value);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
}
process.stdout.write = real;
while (console.groupEnd.length > 0) break;
for (let i = 0; i < 100; i++) console.groupEnd();
console.log('ok');
