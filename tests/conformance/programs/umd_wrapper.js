(function (root, factory) {
  if (typeof define === 'function' && define.amd) define(['exports'], factory);
  else if (typeof exports === 'object' && typeof module !== 'undefined') factory(exports);
  else factory((root.lib = {}));
})(this, function (exports) {
  'use strict';
  Object.defineProperty(exports, '__esModule', { value: true });
  exports.add = (a, b) => a + b;
});
console.log(module.exports.add(1, 2), module.exports, typeof window === 'undefined' ? 'node' : 'browser');
var isNode = typeof process !== 'undefined' && process.versions != null && process.versions.node != null;
console.log(isNode, typeof importScripts, typeof navigator === 'undefined' || typeof navigator, typeof document, typeof self, typeof Deno, typeof Bun, typeof WScript, typeof prompt);
