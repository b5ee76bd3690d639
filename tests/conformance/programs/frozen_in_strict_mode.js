// compare stderr
'use strict';
const o = Object.freeze({ a: { b: 1 } });
o.a.b = 2;
console.log(o);
o.a = 5;
