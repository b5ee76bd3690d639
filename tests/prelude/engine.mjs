// Runs one program on the prelude, as the C++ engine would: a fresh context of
// node:vm, a host object on this process's own streams, the event loop.
//
// Usage: node --expose-internals engine.mjs BUNDLE PROGRAM [BYTES_PER_READ]

import { readFileSync, readSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { types } from 'node:util';
import vm from 'node:vm';

const { isMapIterator, isPromise, isSetIterator } = types;

const [, , bundle, program, chunk = '65536'] = process.argv;

function readUpTo(most) {
  const bytes = Buffer.alloc(most);
  return bytes.subarray(0, readSync(0, bytes));
}

function readRest() {
  const parts = [];
  for (let part; (part = readUpTo(65536)).length > 0;) parts.push(part);
  return Buffer.concat(parts);
}

function readLine() {
  const bytes = [];
  let byte;
  while ((byte = readUpTo(1)).length > 0 && byte[0] !== 10) bytes.push(byte[0]);
  if (bytes.length === 0 && byte.length === 0) return null;
  const text = Buffer.from(bytes).toString('utf8');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function writeAll(fd, data) {
  let left = typeof data === 'string' ? Buffer.from(data) : view(data);
  while (left.length > 0) left = left.subarray(writeSync(fd, left));
}

// What Node's own util.inspect asks V8 about values.
const { internalBinding } = createRequire(import.meta.url)(
  'internal/test/binding',
);
const v8 = internalBinding('util');

function details(value) {
  const proxy = v8.getProxyDetails(value, true);
  if (proxy !== undefined) return ['proxy', ...proxy];
  if (isPromise(value)) return ['promise', ...v8.getPromiseDetails(value)];
  if (isMapIterator(value) || isSetIterator(value)) {
    return ['iterator', ...v8.previewEntries(value, true)];
  }
  return undefined;
}

const view = (bytes) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const context = vm.createContext({}, { microtaskMode: 'afterEvaluate' });
let clock = 0;

// The engine's V8 is older than this one: what it lacks goes.
vm.runInContext(
  `for (const [target, names] of [
    [globalThis, 'Iterator'],
    [Array, 'fromAsync'],
    [Array.prototype, 'toReversed toSorted toSpliced with'],
    [Object.getPrototypeOf(Int8Array.prototype), 'toReversed toSorted with'],
    [ArrayBuffer.prototype,
     'transfer transferToFixedLength detached resizable resize maxByteLength'],
    [Map, 'groupBy'],
    [Object, 'groupBy'],
    [Promise, 'try withResolvers'],
    [RegExp, 'escape'],
    [Set.prototype,
     'difference intersection isDisjointFrom isSubsetOf isSupersetOf ' +
       'symmetricDifference union'],
    [String.prototype, 'isWellFormed toWellFormed'],
  ]) {
    for (const name of names.split(' ')) delete target[name];
  }`,
  context,
);

const native = {
  write: writeAll,
  readText: () => readRest().toString('utf8'),
  readBytes: (max) =>
    max > 0 ? readUpTo(Math.min(max, Number(chunk))) : readRest(),
  readLine,
  encode: (text) => Buffer.from(text, 'utf8'),
  decode: (bytes, start, end) => view(bytes).toString('utf8', start, end),
  latin1: (bytes, start, end) => view(bytes).toString('latin1', start, end),
  exit: (code) => process.reallyExit(code),
  now: () => clock,
  // This context's microtasks run at the end of each evaluation.
  runMicrotasks: () => vm.runInContext('0', context),
  memory: () => process.memoryUsage(),
  cpuTime: () => clock,
  detach(buffer) {
    structuredClone(buffer, { transfer: [buffer] });
  },
  details,
  nonIndexKeys: (object, onlyEnumerable) =>
    v8.getOwnNonIndexProperties(object, onlyEnumerable ? 2 : 0),
};

// Functions and results of the context itself, as the engine's are.
const makeHost = vm.runInContext(
  `(native) => {
  const host = {};
  const { apply } = Reflect;
  for (const name of Object.keys(native)) {
    const call = native[name];
    host[name] = (...args) => apply(call, undefined, args);
  }
  host.readBytes = (max) => new Uint8Array(native.readBytes(max));
  host.encode = (text) => new Uint8Array(native.encode(text));
  host.memory = () => ({ ...native.memory() });
  return Object.freeze(host);
}`,
  context,
);

function describe(error) {
  try {
    return `${error?.stack ?? error}`;
  } catch {
    return 'a value that cannot be described';
  }
}

// Calls a hook; 0 if it threw and the program took care of that.
function step(call) {
  try {
    return call();
  } catch (error) {
    if (hooks.uncaught(error)) return 0;
    writeAll(2, `${describe(error)}\n`);
    return process.reallyExit(1);
  }
}

// Node tells of rejections after a macrotask; the engine does at once.
let rejections = 0;
process.on('unhandledRejection', (reason, promise) => {
  rejections++;
  hooks.rejection(0, promise, reason);
});

process.on('rejectionHandled', (promise) => {
  rejections++;
  hooks.rejection(1, promise);
});

async function stepAndForwardRejections(call) {
  const before = rejections;
  const result = step(call);
  await new Promise((resolve) => setImmediate(resolve));
  return rejections > before ? 0 : result;
}

const script = new vm.Script(readFileSync(bundle, 'utf8'), {
  filename: 'gavel:prelude',
});
const hooks = script.runInContext(context)(makeHost(native));
hooks.warmUp();
const fn = vm.compileFunction(
  readFileSync(program, 'utf8'),
  ['exports', 'require', 'module', '__filename', '__dirname'],
  { filename: 'main.js', parsingContext: context },
);

let next = await stepAndForwardRejections(() => {
  hooks.run(fn, 'main.js');
  return 0;
});
while (next !== -1) {
  clock += next; // The engine sleeps; here time flies.
  next = await stepAndForwardRejections(hooks.turn);
}
process.reallyExit(step(hooks.exit));
