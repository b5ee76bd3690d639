console.log(010, 0o10, '\101', 08, 019.5);
function f(a, b) { arguments[0] = 'x'; b = 'y'; return [a, arguments[1], arguments.length, f.length, [...arguments]]; }
console.log(f(1, 2, 3), f(1));
function g(a) { 'use strict'; arguments[0] = 'x'; return a; }
console.log(g(1), (function () { return arguments.callee.name; })(), (function named() { return arguments.callee.name; })());
function sum() { var s = 0; for (var i = 0; i < arguments.length; i++) s += arguments[i]; return s; }
console.log(sum(1, 2, 3), sum.apply(null, [4, 5]), (function () { return arguments; })(1, 'a'), Array.prototype.slice.call((function () { return arguments; })(1, 2), 1));
function dup(a, a) { return a; } console.log(dup(1, 2)); function d(x = 1, ...r) { return [x, r, arguments.length]; } console.log(d(undefined, 2));
delete Object.prototype; NaN = 5; undefined = 1; console.log(NaN, undefined, delete o1()); function o1() {}
var let_ = 1; var yield = 2; var async = 3; var of = 4; var static = 5; var get = 6; console.log(yield + async + of + static + get, let_);
