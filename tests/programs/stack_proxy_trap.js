const proxy = new Proxy({}, {
  has(target, key) {
    return key in proxy;
  },
});
'x' in proxy;
