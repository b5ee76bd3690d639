for (const value of [undefined, null, 0, -1, 1e9, NaN, 'x', {}, [], Symbol('s'), () => {}, new Proxy({}, {})]) {
  clearTimeout(value);
  clearInterval(value);
  clearImmediate(value);
}
console.log('ok');
