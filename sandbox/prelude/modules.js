// The built-in modules there are.

import { assert, strict } from './assert.js';
import { Buffer, SlowBuffer, kMaxLength } from './buffer.js';
import { EventEmitter } from './events.js';
import { makeImports } from './imports.js';
import { makeOs } from './os.js';
import { path } from './path.js';
import { makePerfHooks } from './performance.js';
import {
  ReflectOwnKeys,
  StringPrototypeSlice,
  StringPrototypeStartsWith,
} from './primordials.js';
import { Module, makeRequires } from './require.js';
import { Stream, consumers } from './stream.js';
import { punycode } from './domain_names.js';
import { querystring } from './querystring.js';
import { url } from './url.js';
import { makeTimersModule } from './timers_module.js';
import { makeUtil, types } from './util.js';

function makeBufferModule({ atob, btoa }) {
  const module = {
    Buffer,
    SlowBuffer,
    kMaxLength,
    kStringMaxLength: 0x1fffffe8,
    atob,
    btoa,
    isAscii: (bytes) => Buffer.from(bytes).every((byte) => byte < 128),
    isUtf8: (bytes) =>
      Buffer.from(Buffer.from(bytes).toString()).equals(Buffer.from(bytes)),
    INSPECT_MAX_BYTES: 50,
    constants: { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: 0x1fffffe8 },
  };
  return module;
}

function once(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}

// What there is to ask of V8 and of terminals.
const v8 = (host) => ({
  setFlagsFromString() {},
  getHeapStatistics() {
    const { heapTotal, heapUsed, external } = host.memory();
    return {
      total_heap_size: heapTotal,
      used_heap_size: heapUsed,
      external_memory: external,
    };
  },
});
const tty = { isatty: () => false };

// Modules by name, made when they are asked for first: what most programs do
// not use shall not lie between what they do.
function makeTable(services) {
  const { host, fs, readline, process, console, globals, encodings } = services;
  const timers = once(() => makeTimersModule(globals));
  const os = once(() => makeOs(host));
  const util = once(() => makeUtil(console, encodings));
  const pathModule = () => path;
  return {
    __proto__: null,
    assert: () => assert,
    'assert/strict': () => strict,
    buffer: once(() => makeBufferModule(encodings)),
    console: () => console,
    constants: once(() => {
      const { errno, signals } = os().constants;
      return { ...errno, ...signals };
    }),
    events: () => EventEmitter,
    fs: () => fs,
    'fs/promises': () => fs.promises,
    os,
    path: pathModule,
    'path/posix': pathModule,
    'path/win32': () => path.win32,
    perf_hooks: once(() => makePerfHooks(globals.performance)),
    process: () => process,
    punycode: () => punycode,
    querystring: () => querystring,
    readline: () => readline,
    'readline/promises': () => readline.promises,
    stream: () => Stream,
    'stream/promises': () => Stream.promises,
    'stream/consumers': () => consumers,
    string_decoder: once(() => ({ StringDecoder: encodings.StringDecoder })),
    timers,
    'timers/promises': () => timers().promises,
    tty: () => tty,
    url: () => url,
    util,
    // Its name until 2011.
    sys: util,
    'util/types': () => types,
    v8: once(() => v8(host)),
  };
}

const lookUp = (table, id) =>
  table[
    StringPrototypeStartsWith(id, 'node:') ? StringPrototypeSlice(id, 5) : id
  ]?.();

function makeModule(table, { createRequire }) {
  return Object.assign(Module, {
    Module,
    builtinModules: ReflectOwnKeys(table),
    isBuiltin: (id) => lookUp(table, id) !== undefined,
    createRequire,
  });
}

// Returns makeMain(filename) -> {module, require} and what import finds.
export function makeModules(services) {
  const table = makeTable(services);
  const find = (id) => lookUp(table, id);
  const requires = makeRequires(find, services.host);
  table.module = once(() => makeModule(table, requires));
  services.process.getBuiltinModule = find;
  return {
    makeMain: requires.makeMain,
    imports: makeImports(find, requires, services.host),
  };
}
