const handler = { get: (t, k, r) => (typeof k === 'string' && /^-\d+$/.test(k) ? Reflect.get(t, t.length + +k, r) : Reflect.get(t, k, r)), has: (t, k) => (console.log('has', String(k)), k in t), ownKeys: (t) => Reflect.ownKeys(t).reverse(), deleteProperty: (t, k) => (console.log('del', k), delete t[k]), apply: (t, th, a) => t(...a) * 2, construct: (t, a) => ({ made: a }) };
const p = new Proxy([1, 2, 3], handler);
console.log(p[-1], 2 in p, delete p[0], p, Object.keys(p), JSON.stringify(p), Array.isArray(p));
const fp = new Proxy((a, b) => a + b, handler);
console.log(fp(1, 2));
const cp = new Proxy(class {
}, handler);
console.log(new cp(1));
class Temp {
  static #count = 0;
  static [Symbol.hasInstance](x) { return typeof x === 'number'; }
  constructor(c) { this.c = c; Temp.#count++; }
  get f() { return this.c * 9 / 5 + 32; }
  set f(v) { this.c = (v - 32) * 5 / 9; }
  [Symbol.toPrimitive](h) { return h === 'string' ? `${this.c}C` : h === 'number' ? this.c : 'def'; }
  static get count() { return Temp.#count; }
  get [Symbol.toStringTag]() { return 'Temp!'; }
  static { this.zero = new Temp(0); }
}
const t = new Temp(100);
t.f = 50;
console.log(t, `${t}`, +t, t + '', t.f, 5 instanceof Temp, Temp.count, Object.prototype.toString.call(t), Temp);
console.log(Reflect.ownKeys(Temp.prototype), Object.getOwnPropertyDescriptor(Temp.prototype, 'f'), Object.getOwnPropertyDescriptors({ get a() { return 1; }, b: 2 }));
const o = Object.defineProperty({}, 'hid', { value: 1 });
console.log(o, Object.entries(o), o.hid, Object.isFrozen(Object.freeze([1])), Object.fromEntries([['a', 1]]));
(function () {
  'use strict';
  try {
    Object.freeze(o).x = 1;
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    undefinedVar = 1;
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    null.x;
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    (void 0)();
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    o.nope();
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    let [a] = null;
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    const { a } = undefined;
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    new (() => { })();
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    [].reduce((a) => a);
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    'x'.repeat(-1);
  }
  catch (e) {
    console.log(e.name);
  }
  try {
    new Array(-1);
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    (1).toFixed(101);
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    decodeURIComponent('%');
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    x;
    let x;
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    const k = 1;
    k = 2;
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    class A {
      constructor() { this.x; }
    }
    class B extends A {
      constructor() { }
    }
    new B();
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    Symbol() + '';
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    for (const x of 5)
      ;
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    new Map([1]);
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    JSON.parse('{');
  }
  catch (e) {
    console.log(e.name);
  }
  try {
    [...undefined];
  }
  catch (e) {
    console.log(e.name);
  }
  try {
    ({}).x.y.z;
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    a.b.c;
  }
  catch (e) {
    console.log(e.message);
  }
  try {
    structuredClone(() => { });
  }
  catch (e) {
    console.log(e.name, e.message);
  }
})();
