// Codeforces old d8 / node dual
if (typeof readline === 'undefined') {
  var __lines = require('fs').readFileSync(0, 'utf8').split('\n'), __i = 0;
  var readline = function () { return __lines[__i++]; };
}
if (typeof print === 'undefined') {
  var print = console.log;
}
var n = parseInt(readline());
print(n * 2);
var a = readline().split(' ').map(Number);
print(a.reduce(function (x, y) { return x + y; }, 0));
