function f() { return this === globalThis; }
const g = () => this === module.exports;
console.log(f(), g(), this === module.exports, typeof this, (function () { 'use strict'; return this; })());
var v = 1; implicit = 2; globalThis.explicit = 3;
console.log(globalThis.v, globalThis.implicit, explicit, delete globalThis.implicit, typeof implicit);
console.log((function () { return typeof this; }).call(5), (function () { 'use strict'; return typeof this; }).call(5), [1].map(function () { return this.x; }, { x: 9 }));
const o = { m() { return this?.n; }, n: 5, a: () => typeof this }; const m = o.m; console.log(o.m(), m(), o.a(), (o.m)(), (0, o.m)());
console.log(global === globalThis, typeof window, typeof self, typeof global.process, Object.keys(globalThis).length > 0, typeof exports, typeof __filename, typeof require.main, require.main === module);
