const asked = [];
const scope = new Proxy({}, {
  has: (target, key) => {
    asked.push(key);
    return key === 'unknown';
  },
  get: (target, key) => (key === Symbol.unscopables ? undefined : 'ok'),
});
with (scope) {
  console.log(unknown);
}
