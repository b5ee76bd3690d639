require('util').inspect.defaultOptions.depth = null;
console.log({ a: { b: { c: { d: { e: 1 } } } } });
require('util').inspect.defaultOptions.maxArrayLength = 2;
console.log([1, 2, 3, 4]);
require('util').inspect.defaultOptions.breakLength = 20;
console.log({ first: 1, second: 2, third: 3 });
