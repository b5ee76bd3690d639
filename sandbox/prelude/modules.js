// require(): the built-in modules there are, and errors for all others.

import { assert, strict } from './assert.js';
import { Buffer, SlowBuffer, kMaxLength } from './buffer.js';
import { nodeError, invalidArgType } from './errors.js';
import { EventEmitter } from './events.js';
import { makeOs } from './os.js';
import { path } from './path.js';
import { makePerfHooks } from './performance.js';
import {
  ObjectDefineProperty,
  ReflectOwnKeys,
  StringPrototypeSlice,
  StringPrototypeStartsWith,
} from './primordials.js';
import { Stream, consumers } from './stream.js';
import { punycode } from './domain_names.js';
import { querystring } from './querystring.js';
import { url } from './url.js';
import { makeTimersModule } from './timers_module.js';
import { types } from './util.js';

function makeBufferModule({ atob, btoa }) {
  const module = {
    Buffer,
    SlowBuffer,
    kMaxLength,
    kStringMaxLength: 0x1fffffe8,
    atob,
    btoa,
    INSPECT_MAX_BYTES: 50,
    constants: { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: 0x1fffffe8 },
  };
  return module;
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

function makeTable(services) {
  const { host, fs, readline, util, process, console } = services;
  const { globals, encodings } = services;
  const timers = makeTimersModule(globals);
  const os = makeOs(host);
  return {
    __proto__: null,
    assert,
    'assert/strict': strict,
    buffer: makeBufferModule(encodings),
    console,
    constants: { ...os.constants.errno, ...os.constants.signals },
    events: EventEmitter,
    fs,
    'fs/promises': fs.promises,
    os,
    path,
    'path/posix': path,
    perf_hooks: makePerfHooks(globals.performance),
    process,
    punycode,
    querystring,
    readline,
    'readline/promises': readline.promises,
    stream: Stream,
    'stream/promises': Stream.promises,
    'stream/consumers': consumers,
    string_decoder: { StringDecoder: encodings.StringDecoder },
    timers,
    'timers/promises': timers.promises,
    tty,
    url,
    util,
    'util/types': types,
    v8: v8(host),
  };
}

function notFound(id, main) {
  const error = new Error(
    `Cannot find module '${id}'\nRequire stack:\n- ${main}`,
  );
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = [main];
  return error;
}

class Module {
  constructor(filename) {
    this.id = '.';
    this.path = '/';
    this.exports = {};
    this.filename = filename;
    this.loaded = false;
    this.children = [];
    this.paths = ['/node_modules'];
    ObjectDefineProperty(this, 'parent', {
      __proto__: null,
      value: null,
      configurable: true,
      writable: true,
    });
  }
}

const lookUp = (table, id) =>
  table[
    StringPrototypeStartsWith(id, 'node:') ? StringPrototypeSlice(id, 5) : id
  ];

function makeFind(table) {
  return (id, main) => {
    if (typeof id !== 'string')
      throw invalidArgType('id', 'of type string', id);
    if (id === '') {
      throw nodeError(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        "The argument 'id' must be a non-empty string. Received ''",
      );
    }
    const found = lookUp(table, id);
    if (found !== undefined) return found;
    if (!StringPrototypeStartsWith(id, 'node:')) throw notFound(id, main);
    throw nodeError(
      Error,
      'ERR_UNKNOWN_BUILTIN_MODULE',
      `No such built-in module: ${id}`,
    );
  };
}

// Returns makeMain(filename) -> {module, require}.
export function makeModules(services) {
  const table = makeTable(services);
  const find = makeFind(table);
  const makeRequire = (filename) => {
    const require = (id) => find(id, filename);
    require.resolve = (id) => {
      find(id, filename);
      return id;
    };
    return require;
  };
  const builtinModules = ReflectOwnKeys(table);
  builtinModules[builtinModules.length] = 'module';
  table.module = Object.assign(Module, {
    Module,
    builtinModules,
    isBuiltin: (id) => lookUp(table, id) !== undefined,
    createRequire: (filename) => makeRequire(`${filename}`),
  });
  services.process.getBuiltinModule = (id) => lookUp(table, id);
  return (filename) => {
    const module = new Module(filename);
    const require = makeRequire(filename);
    require.main = module;
    require.cache = { __proto__: null, [filename]: module };
    module.require = require;
    return { module, require };
  };
}
