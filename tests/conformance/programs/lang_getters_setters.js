const o = { _x: 1, get x() { return this._x; }, set x(v) { this._x = v * 2; }, get only() { return 'r'; }, set w(v) {} };
o.x = 5; console.log(o.x, o, o.w);
o.only = 1; console.log(o.only);
(() => { 'use strict'; try { o.only = 2; } catch (e) { console.log(e.message); } })();
class T { #c = 0; static #n = 0; get f() { return this.#c * 9 / 5 + 32; } set f(v) { this.#c = (v - 32) * 5 / 9; T.#n++; } static get count() { return T.#n; } static { this.ready = true; } has(o) { return #c in o; } #priv() { return 'p'; } call() { return this.#priv(); } }
const t = new T(); t.f = 212; console.log(t.f, T.count, T.ready, t.has(t), t.has({}), t.call(), t, T);
Object.defineProperty(o, 'hidden', { value: 1, enumerable: false }); Object.defineProperty(o, 'lazy', { get() { Object.defineProperty(this, 'lazy', { value: 'computed' }); return 'first'; }, configurable: true });
console.log(o.lazy, o.lazy, Object.keys(o), Object.getOwnPropertyDescriptor(o, 'x'), o.hidden);
