process.stdin; Promise2 = Promise; Map.prototype.getOr = function (k, d) { return this.has(k) ? this.get(k) : d; };
globalThis.log = console.log; log(new Map([[1, 2]]).getOr(3, 'd')); globalThis.readline = () => 'assigned'; log(readline());
Set.prototype.union = function (o) { return 'mine'; }; log(new Set().union(new Set())); Array.prototype.groupBy = function () { return 'grouped'; }; log([].groupBy());
Array.prototype.at = function (i) { return 'at' + i; }; log([1].at(0)); String.prototype.replaceAll = function () { return 'ra'; }; log('x'.replaceAll('x', 'y')); Array.prototype.toSorted = () => 'ts'; log([2, 1].toSorted()); Object.groupBy = () => 'gb'; log(Object.groupBy());
JSON.stringify = () => 'json'; log(JSON.stringify({}), '%j', {}); Math.max = () => 'max'; log(Math.max(1)); log([3, 1, 2].sort(), new Date(0)); Number.prototype.toString = function () { return 'num'; }; log(5, `${5}`, (5).toString());
