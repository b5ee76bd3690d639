const t = setTimeout(() => console.log('never'), 1);
clearTimeout(t);
clearTimeout(undefined); clearTimeout(null); clearTimeout('x'); clearInterval({});
console.log(typeof t, t.hasRef(), typeof t[Symbol.toPrimitive](), t.constructor.name);
const u = setTimeout(() => console.log('never'), 2); clearTimeout(+u);
let n = 0; const i = setInterval(() => { console.log('tick', ++n); if (n === 3) clearInterval(i); }, 1);
setTimeout(() => console.log('unref'), 1e5).unref();
setTimeout((a, b) => console.log(a, b), 1, 'x', 'y');
try { setTimeout(); } catch (e) { console.log(e.code); }
setTimeout(function () { console.log(this === t, typeof this.refresh); }, 1);
const im = setImmediate(() => console.log('never')); clearImmediate(im);
setTimeout(() => console.log('nan'), NaN); setTimeout(() => console.log('neg'), -5); setTimeout(() => console.log('str'), '1');
