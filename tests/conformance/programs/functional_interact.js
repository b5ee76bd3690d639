(() => {
  'use strict';
  const main = () => { const xs = lines(getContents()); return unlines(map(compose(show, sum, map(read), words))(xs)); };
  const lines = (s) => s.length ? s.replace(/\n$/, '').split('\n') : [];
  const words = (s) => s.split(/\s+/).filter(Boolean);
  const unlines = (a) => a.join('\n');
  const read = (x) => Number(x);
  const show = (x) => JSON.stringify(x);
  const sum = (a) => a.reduce((x, y) => x + y, 0);
  const map = (f) => (xs) => xs.map((x) => f(x));
  const compose = (...fs) => fs.reduce((f, g) => (x) => f(g(x)), (x) => x);
  const getContents = () => require('fs').readFileSync('/dev/stdin', { encoding: 'utf8', flag: 'r' });
  return console.log(main());
})();
