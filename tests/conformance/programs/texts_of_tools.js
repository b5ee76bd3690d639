// What assert says, and odd corners of path, TextDecoder and structuredClone.
const assert = require('assert');
const path = require('path');

function attempt(name, action) {
  let result;
  try {
    result = action();
  } catch (error) {
    result = [error.name, error.code, error.message, error.generatedMessage];
  }
  console.log(name, result);
}

class Point {
  x = 1;
}

const VALUES = [
  1, '1', null, undefined, NaN, -0, true, 1n, [1, 2, 3], [1, 2, 4], { a: 1 },
  { a: '1' }, new Map([[1, 2]]), new Set([1, 2]), new Date(0), /a/, Symbol('q'),
  Math.max, new Uint8Array([1, 2]), 'lines\nof\ntext', 'lines\nof\ntexts',
  Object.create(null), new Point(), [undefined], {}, [], new Number(1),
  'a'.repeat(100),
];
const COMPARISONS = [
  'strictEqual', 'notStrictEqual', 'notDeepStrictEqual', 'equal', 'notEqual',
  'notDeepEqual', 'deepEqual',
];

for (const name of COMPARISONS) {
  VALUES.forEach((a, i) => {
    attempt(name, () => assert[name](a, a));
    attempt(name, () => assert[name](a, VALUES[(i * 5 + 1) % VALUES.length]));
  });
}
for (const name of ['strictEqual', 'deepStrictEqual', 'deepEqual']) {
  attempt('message', () => assert[name]([1], [2], 'a message'));
  attempt('message', () => assert[name](1, 2, 'a message'));
  attempt('message', () => assert[name](1, 2, new RangeError('an error')));
}

const fail = () => {
  throw new TypeError('bad thing');
};
const EXPECTED = [undefined, TypeError, RangeError, /bad/, /good/, 'text', {}];
for (const expected of EXPECTED) {
  attempt('doesNotThrow', () => assert.doesNotThrow(fail, expected));
}

const PATHS = ['', '/a//b', '//a//b', '//a', 'a//', '/', '//', 'a/b/', '.x'];
for (const name of PATHS) {
  attempt(name, () => [path.dirname(name), path.basename(name)]);
  attempt(name, () => path.extname(name));
}

const bytes = new Uint8Array([0x41, 0x80, 0x93, 0xfa, 0x42]);
for (const label of ['latin1', 'ascii', 'windows-1252', 'utf-16le', 'utf-8']) {
  const fatal = new TextDecoder(label, { fatal: true });
  attempt(label, () => JSON.stringify(new TextDecoder(label).decode(bytes)));
  attempt(label, () => fatal.decode(bytes).length);
}

const cause = new Error('inner');
const copy = structuredClone(new RangeError('outer', { cause }));
console.log(copy.message, copy.cause.message, Object.keys(copy));
attempt('proxy', () => structuredClone({ inside: new Proxy({}, {}) }));

console.log(new TextEncoder(), [[[new AbortController().signal]]]);
console.log([[[[new AbortController().signal]]]]);
console.log(Object.keys(require('events').prototype), Symbol.dispose);
