console.log(typeof hoisted, hoisted(), typeof v, typeof inBlock);
function hoisted() { return 'h'; }
var v = 1;
{ function inBlock() { return 'b'; } }
console.log(inBlock());
if (true) { function cond() { return 1; } } else { function cond() { return 2; } }
console.log(cond());
function hoisted() { return 'second'; }
var hoisted2 = function () { return 'expr'; };
(function () { console.log(typeof w, x); var w = 1; var x; try { throw 1; } catch (x) { var x = 5; } console.log(x); })();
var f = function fact(n) { return n < 2 ? 1 : n * fact(n - 1); }; console.log(f(5), typeof fact);
switch (1) { case 0: let q = 1; case 1: try { q; } catch (e) { console.log(e.message); } }
for (var i = 0; i < 3; i++); console.log(i); console.log(((a, b = a, c = () => b) => c())(7));
