'use strict';
var lines = require('fs').readFileSync('/dev/stdin', 'utf8').split(/\r?\n/);
function Graph(n) { this.n = n; this.adj = []; for (var i = 0; i < n; i++)
  this.adj[i] = []; }
Graph.prototype.add = function (a, b, w) { this.adj[a].push({ to: b, w: w }); this.adj[b].push({ to: a, w: w }); return this; };
function Heap(cmp) { this.a = []; this.cmp = cmp; }
Heap.prototype = {
  push: function (x) { var a = this.a, i = a.length; a.push(x); while (i && this.cmp(a[i], a[(i - 1) >> 1]) < 0) {
    var p = (i - 1) >> 1, t = a[i];
    a[i] = a[p];
    a[p] = t;
    i = p;
  } },
  pop: function () { var a = this.a, r = a[0], l = a.pop(); if (a.length) {
    a[0] = l;
    var i = 0;
    for (;;) {
      var c = 2 * i + 1;
      if (c >= a.length)
        break;
      if (c + 1 < a.length && this.cmp(a[c + 1], a[c]) < 0)
        c++;
      if (this.cmp(a[c], a[i]) >= 0)
        break;
      var t = a[c];
      a[c] = a[i];
      a[i] = t;
      i = c;
    }
  } return r; },
  get size() { return this.a.length; }
};
Heap.prototype.constructor = Heap;
var first = lines[0].split(' ').map(Number), n = first[0], m = first[1];
var g = new Graph(n);
for (var k = 1; k <= m; k++) {
  var e = lines[k].trim().split(/\s+/).map(Number);
  g.add(e[0] - 1, e[1] - 1, e[2]);
}
var dist = [];
for (var i = 0; i < n; i++)
  dist.push(Infinity);
dist[0] = 0;
var h = new Heap(function (a, b) { return a[0] - b[0]; });
h.push([0, 0]);
while (h.size) {
  var top = h.pop();
  if (top[0] > dist[top[1]])
    continue;
  g.adj[top[1]].forEach(function (x) { var nd = top[0] + x.w; if (nd < dist[x.to]) {
    dist[x.to] = nd;
    h.push([nd, x.to]);
  } });
}
console.log(dist.join(' '));
console.log(dist);
console.log(h, g);
console.log(new Heap);
