// Random values with random options; the generator is seeded.
const util = require('util');

let state = 20220402;
function below(n) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % n;
}
const pick = (list) => list[below(list.length)];
const times = (n, make) => Array.from({ length: n }, (_, i) => make(i));

const WORDS = [
  'a', 'bb', 'key', 'longer-key', 'with space', 'ünïcode', '日本', '한국어',
  '😀', "it's", 'quo"te', 'back`tick', 'new\nline', 'tab\t', '\u0001',
  '\u001b[31m', '\x7f', 'back\\slash', 'constructor', '0', '01', '-1', '',
  '\ud800', 'length', 'x'.repeat(30), 'it\'s "both"', 'it\'s "all" `three`',
  'the quick brown fox jumps over the lazy dog',
];
const SYMBOLS = [Symbol('s'), Symbol(), Symbol.for('for'), Symbol('a b')];

class Foo {
  constructor(x) {
    this.x = x;
  }
  get accessor() {
    return 1;
  }
}
class Bar extends Foo {
  #hidden = 1;
  y = 2;
  static s = this.name;
}
class Tagged extends Foo {
  get [Symbol.toStringTag]() {
    return 'Tag';
  }
}
class Custom {
  constructor(value) {
    this.value = value;
  }
  [util.inspect.custom](depth, options, inspect) {
    return `Custom<${inspect(this.value, options)}>\nsecond line`;
  }
}
class MyArray extends Array {}
class MyMap extends Map {}
class MySet extends Set {}
class MyError extends Error {}
class MyBytes extends Uint8Array {}

function text() {
  const kind = below(8);
  if (kind < 4) return pick(WORDS);
  if (kind < 6) return pick(WORDS) + pick(WORDS);
  if (kind === 6) return 'w'.repeat(below(100));
  return times(below(12), () => pick(WORDS)).join(pick([' ', '\n', ', ']));
}

function number() {
  switch (below(7)) {
    case 0:
      return -0;
    case 1:
      return below(100000) - 50000;
    case 2:
      return below(1000000) / 1000;
    case 3:
      return pick([NaN, Infinity, 1e21, 1e-7, Number.MAX_VALUE, 123456.789]);
    default:
      return below(1000);
  }
}

function primitive() {
  switch (below(8)) {
    case 0:
    case 1:
      return text();
    case 2:
      return below(2) === 0;
    case 3:
      return pick([null, undefined]);
    case 4:
      return BigInt(below(1e9)) * pick([1n, -1n, 123456789123n]);
    case 5:
      return pick(SYMBOLS);
    default:
      return number();
  }
}

function error(depth) {
  const made = pick([
    () => new Error(text()),
    () => new TypeError(text(), { cause: value(depth - 1) }),
    () => new MyError(text()),
    () => new AggregateError([value(depth - 1)], text()),
    () => Object.assign(new RangeError(text()), { name: text() }),
  ])();
  made.stack = pick([
    `${made.name}: ${made.message}\n    at foo (file.js:1:1)\n    at bar`,
    `${made.name}: ${made.message}`,
    undefined,
    5,
  ]);
  return made;
}

function extend(object, depth) {
  for (let left = below(4); left > 0; left--) {
    const key = below(6) === 0 ? pick(SYMBOLS) : text();
    if (key !== 'length') object[key] = value(depth - 1);
  }
  if (below(5) === 0) {
    const get = pick([() => 5, () => ({ a: 1 }), undefined]);
    Object.defineProperty(object, pick(['got', 'a b', '__proto__']), {
      get,
      set: pick([undefined, () => {}]),
      enumerable: below(2) === 0,
      configurable: true,
    });
  }
  return object;
}

const open = [];
function inside(object, fill) {
  open.push(object);
  fill(object);
  open.pop();
  return object;
}

const MAKERS = [
  (d) => extend(new Foo(value(d - 1)), d),
  (d) => new Bar(value(d - 1)),
  (d) => new Tagged(value(d - 1)),
  () => new Custom(pick([primitive(), [1, { a: 2 }], { b: [[[]]] }])),
  (d) => extend(Object.create(null), d),
  (d) => new Map(times(below(6), () => [primitive(), value(d - 1)])),
  (d) => new Set(times(below(8), () => value(d - 1))),
  (d) => extend(new MyMap([[1, value(d - 1)]]), d),
  () => new MySet([1]),
  () => MyArray.from([1, 2]),
  () => new MyBytes(3),
  (d) => error(d),
  (d) => extend(error(d), d),
  () => new Date(below(1e9) * 1000),
  (d) => extend(new Date(NaN), d),
  (d) => extend(/a+b/gi, d),
  () => function named() {},
  (d) => extend(() => {}, d),
  () => pick([async () => {}, function* g() {}, async function* ag() {}]),
  () => pick([class A {}, class B extends Foo {}, class extends Foo {}, Bar]),
  () => pick([new Number(-0), new String('abc'), Object(5n), Object(SYMBOLS[0])]),
  (d) => new Proxy(pick([() => object(d - 1), () => [1, 2], () => Foo])(), {}),
  (d) => Promise.resolve(value(d - 1)),
  () => new Promise(() => {}),
  () => new WeakMap([[Foo, 1]]),
  (d) => new Map([[1, value(d - 1)]]).entries(),
  () => new Set([1, 'a']).values(),
  () => 'abc'[Symbol.iterator](),
  () =>
    (function () {
      return arguments;
    })(1, 'b', { c: 1 }),
  () => Object.assign(Object.create(null), { [Symbol.toStringTag]: 'N' }),
  () => new Float64Array(times(below(12), number)),
  () => new BigInt64Array([1n, -5n]),
  () => new ArrayBuffer(below(60)),
  () => new DataView(new ArrayBuffer(4), 1),
  () => Object.setPrototypeOf(Promise.resolve(4), null),
  () => Object.setPrototypeOf(new Date(0), null),
  () => Object.create(Object.create(null)),
  () => times(below(130), (i) => below(i + 1) * below(100)),
  () => times(7 + below(60), () => pick(['ab', 'abc', '日本語', '✅', '🚀'])),
  () => times(7 + below(30), () => BigInt(below(1e6))),
  () => new Set(times(below(150), (i) => i)),
  () => Object.fromEntries(times(below(40), (i) => [`k${i}`, below(1000)])),
  (d) => ({ a: { b: { c: { d: { e: value(d - 1) } } } } }),
  () => times(below(12), (i) => ({ id: i, name: pick(['x', 'yy']) })),
  () => pick([Math, JSON, Symbol.iterator]),
];

function list(depth) {
  return inside([], (result) => {
    const kind = below(5);
    for (let left = below(12); left > 0; left--) {
      if (kind === 0 && below(3) === 0) result.length++;
      else result.push([value(depth - 1), number(), text(), below(9)][kind % 4]);
    }
    if (below(5) === 0) extend(result, depth);
  });
}

function object(depth) {
  return inside({}, (result) => {
    for (let left = below(6); left > 0; left--) {
      const key = pick(['a', 'b', 'id', 'name', 'children']) + below(3);
      result[below(4) ? key : text()] = value(depth - 1);
    }
  });
}

function value(depth) {
  if (depth <= 0) return primitive();
  if (open.length > 0 && below(25) === 0) return pick(open);
  switch (below(5)) {
    case 0:
      return object(depth);
    case 1:
      return list(depth);
    default:
      return pick(MAKERS)(depth);
  }
}

const OPTIONS = {
  depth: [0, 1, 3, 5],
  colors: [true],
  compact: [true, false, 1, 5],
  breakLength: [20, 40, 72, 120, Infinity],
  sorted: [true],
  getters: [true, 'get', 'set'],
  showHidden: [true],
  numericSeparator: [true],
  maxArrayLength: [0, 1, 5, null],
  maxStringLength: [0, 5, 20, null],
  customInspect: [false],
  showProxy: [true],
};

function options() {
  const result = {};
  for (const [name, choices] of Object.entries(OPTIONS)) {
    if (below(7) === 0) result[name] = pick(choices);
  }
  return result;
}

const FORMATS = ['%s', '%d', '%i', '%f', '%o', '%O', '%c', '%%', '%x', 'text'];

for (let i = 0; i < 2500; i++) {
  const what = value(1 + below(4));
  console.log(`#${i}`);
  try {
    if (below(3) > 0) {
      console.log(util.inspect(what, options()));
    } else {
      const format = times(1 + below(3), () => pick(FORMATS)).join(' ');
      console.log(format, what, primitive(), what);
    }
  } catch (thrown) {
    console.log('throws', thrown.message);
  }
}
