// A submission may replace what JavaScript is made of: reading, printing,
// timers and exit codes go on as if it had not.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { startGavel } from './gavel.mjs';

// They use syntax only, so that nothing but the prelude can break.
const PROGRAMS = {
  'whole input': `
    const fs = require('fs');
    sabotage();
    const text = fs.readFileSync(0, 'utf8');
    console.log('read', text.length, text[0]);
    console.log(1, -0, 1.5, true, null, undefined, 5n);
    console.error('error', 1);
    process.stdout.write('written\\n');
    fs.writeSync(1, 'sync\\n');
    process.exitCode = 3;`,
  lines: `
    const readline = require('readline');
    const rl = readline.createInterface({ input: process.stdin });
    let count = 0;
    rl.on('line', (line) => { console.log('line', ++count, line); });
    rl.on('close', () => { console.log('closed'); process.exit(4); });
    sabotage();`,
  'the loop': `
    const { nextTick } = process;
    process.on('exit', (code) => { console.log('exit', code); });
    sabotage();
    const timer = setTimeout(() => { console.log('no'); }, 1);
    clearTimeout(timer);
    let n = 0;
    setTimeout((a) => {
      console.log('timer', a);
      const interval = setInterval(() => {
        console.log('interval');
        if (++n < 2) return;
        clearInterval(interval);
        setImmediate((a) => { console.log('immediate', a); }, 1);
      }, 1);
    }, 2, 'b');
    nextTick((a) => { console.log('tick', a); }, 1);
    queueMicrotask(() => { console.log('microtask'); });
    print(readline(), 'printed');
    process.exitCode = 5;`,
};

const INPUT = 'first\nsecond\r\n\u00e4\n';

// Everything that scripts find of ECMAScript, each by an expression.
const HOLDERS = [
  'AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array',
  'BigUint64Array Boolean DataView Date Error EvalError FinalizationRegistry',
  'Float32Array Float64Array Function Int8Array Int16Array Int32Array Intl',
  'JSON Map Math Number Object Promise Proxy RangeError ReferenceError Reflect',
  'RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError',
  'Uint8Array Uint8ClampedArray Uint16Array Uint32Array WeakMap WeakRef WeakSet',
]
  .join(' ')
  .split(' ')
  .flatMap((name) => [name, `${name}.prototype`])
  .concat(
    'Object.getPrototypeOf(Int8Array)',
    'Object.getPrototypeOf(Int8Array.prototype)',
    'Object.getPrototypeOf([].values())',
    'Object.getPrototypeOf(new Map().values())',
    'Object.getPrototypeOf(new Set().values())',
    "Object.getPrototypeOf(''[Symbol.iterator]())",
    "Object.getPrototypeOf(/a/[Symbol.matchAll](''))",
    'Object.getPrototypeOf(Object.getPrototypeOf([].values()))',
    'Object.getPrototypeOf(function* () {}.prototype)',
    'Object.getPrototypeOf(function* () {})',
    'Object.getPrototypeOf(async function* () {}.prototype)',
    'Object.getPrototypeOf(async () => {})',
  );

const MEANS = {
  'throwing functions': `(holder, key) => defineProperty(holder, key,
    { __proto__: null, value: thrower, writable: true, configurable: true })`,
  'throwing accessors': `(holder, key) => defineProperty(holder, key,
    { __proto__: null, get: thrower, set: thrower, configurable: true })`,
  'functions that lie': `(holder, key) => defineProperty(holder, key,
    { __proto__: null, value: () => 7, writable: true, configurable: true })`,
  'nothing at all': '(holder, key) => deleteProperty(holder, key)',
};

// What V8 itself looks up, for the programs above: whoever breaks that breaks
// syntax.
const start = (holders, means) => `
  function sabotage() {
    const { defineProperty, deleteProperty, ownKeys } = Reflect;
    const thrower = () => { throw new Error('sabotage'); };
    const bytes = Object.getPrototypeOf(Uint8Array.prototype);
    const strike = ${means};
    const targets = [${holders.join(', ')}];
    const found = [];
    for (let i = 0; i < targets.length; i++) {
      const keys = targets[i] ? ownKeys(targets[i]) : [];
      for (let j = 0; j < keys.length; j++) {
        // Streams ask chunks of bytes how long they are, in Node as well.
        if (targets[i] === bytes && keys[j] === 'length') continue;
        found[found.length] = { __proto__: null, t: targets[i], k: keys[j] };
      }
    }
    for (let i = 0; i < found.length; i++) {
      try {
        strike(found[i].t, found[i].k);
      } catch {
        // Not the length of an array.
      }
    }
  }`;

let gavel;
const expected = {};

const execute = (source) =>
  gavel.execute({
    language: 'javascript',
    extension: '.js',
    source,
    stdin: INPUT,
  });

const plain = ({ kind, code, stdout, stderr }) => ({
  kind,
  code,
  stdout: `${stdout}`,
  stderr: `${stderr}`,
});

before(async () => {
  gavel = await startGavel();
  for (const [name, program] of Object.entries(PROGRAMS)) {
    expected[name] = plain(await execute(`function sabotage() {}${program}`));
    assert.equal(expected[name].kind, 'exit code');
  }
});
after(() => gavel.stop());

async function survives(sabotage) {
  for (const [name, program] of Object.entries(PROGRAMS)) {
    const actual = plain(await execute(sabotage + program));
    assert.deepEqual({ name, ...actual }, { name, ...expected[name] });
  }
}

for (const [name, means] of Object.entries(MEANS)) {
  describe(name, { concurrency: 4 }, () => {
    for (const holder of HOLDERS)
      test(holder, () => survives(start([holder], means)));
    test('everywhere', () => survives(start(HOLDERS, means)));
  });
}

describe('names on Object.prototype', { concurrency: 4 }, () => {
  // Whatever the prelude calls a property.
  const bundle = readFileSync(process.env.GAVEL_PRELUDE, 'utf8');
  const names = new Set(['0', '1', '-1', '']);
  for (const [, name] of bundle.matchAll(/[.{,]([A-Za-z_$][\w$]*)/g)) {
    if (!(name in Object.prototype)) names.add(name);
  }
  const strike = (descriptor) => `
    function sabotage() {
      const thrower = () => { throw new Error('sabotage'); };
      const names = ${JSON.stringify([...names])};
      const { defineProperty } = Reflect;
      for (let i = 0; i < names.length; i++)
        defineProperty(Object.prototype, names[i],
          { __proto__: null, configurable: true, ${descriptor} });
    }`;
  test('values', () => survives(strike('value: 7, writable: true')));
  test('functions', () => survives(strike('value: () => 7')));
  test('read-only values', () => survives(strike('value: 7')));
  test('throwing getters', () => survives(strike('get: thrower')));
  test('throwing setters', () => survives(strike('set: thrower')));
  test('throwing accessors', () =>
    survives(strike('get: thrower, set: thrower')));
});
