const s = Symbol('desc');
const o = { [s]: 1, plain: 2, [Symbol.toStringTag]: 'Custom', [Symbol.toPrimitive](hint) { return hint === 'number' ? 42 : hint === 'string' ? 'str' : 'def'; } };
console.log(o, `${o}`, +o, o + '', s.toString(), s.description, Symbol.for('k') === Symbol.for('k'), Symbol.keyFor(Symbol.for('k')));
console.log(Object.prototype.toString.call(o), Object.getOwnPropertySymbols(o).length, JSON.stringify({ [s]: 1, a: s }));
class Even { static [Symbol.hasInstance](n) { return n % 2 === 0; } }
console.log(2 instanceof Even, 3 instanceof Even);
class L extends Array { static get [Symbol.species]() { return Array; } }
console.log(new L(1, 2, 3).map((x) => x) instanceof L, new L(1, 2, 3));
console.log([1].concat({ length: 1, 0: 'x', [Symbol.isConcatSpreadable]: true }), 'a-b'.split({ [Symbol.split]: (x) => x + '!' }));
try { s + ''; } catch (e) { console.log(e.message); }
try { +s; } catch (e) { console.log(e.message); }
