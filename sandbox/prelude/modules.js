// require(): the built-in modules there are, and errors for all others.

import { assert, strict } from './assert.js';
import { Buffer, SlowBuffer, kMaxLength } from './buffer.js';
import { nodeError, invalidArgType } from './errors.js';
import { EventEmitter, makeAsyncQueue } from './events.js';
import { path } from './path.js';
import {
  ObjectDefineProperty,
  StringPrototypeSlice,
  StringPrototypeStartsWith,
} from './primordials.js';
import { Stream, consumers } from './stream.js';
import { punycode } from './domain_names.js';
import { querystring } from './querystring.js';
import { url } from './url.js';
import * as types from './types.js';

function makeOs(host) {
  return {
    EOL: '\n',
    devNull: '/dev/null',
    arch: () => 'x64',
    platform: () => 'linux',
    type: () => 'Linux',
    release: () => '',
    version: () => '',
    machine: () => 'x86_64',
    endianness: () => 'LE',
    hostname: () => 'localhost',
    homedir: () => '/',
    tmpdir: () => '/tmp',
    cpus: () => [
      {
        model: '',
        speed: 0,
        times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 },
      },
    ],
    availableParallelism: () => 1,
    loadavg: () => [0, 0, 0],
    totalmem: () => host.memory().heapTotal,
    freemem: () => host.memory().heapTotal - host.memory().heapUsed,
    uptime: () => host.now() / 1000,
    networkInterfaces: () => ({}),
    constants: {},
  };
}

function makeTimersPromises({
  setTimeout,
  setImmediate,
  setInterval,
  clearInterval,
}) {
  return {
    setTimeout: (delay, value) =>
      new Promise((resolve) => setTimeout(resolve, delay, value)),
    setImmediate: (value) =>
      new Promise((resolve) => setImmediate(resolve, value)),
    setInterval(delay, value) {
      const queue = makeAsyncQueue({ onReturn: () => clearInterval(timer) });
      const timer = setInterval(() => queue.push(value), delay);
      return queue.iterator;
    },
  };
}

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

function makeTable({
  host,
  fs,
  readline,
  util,
  process,
  console,
  globals,
  encodings,
}) {
  const timersPromises = makeTimersPromises(globals);
  const {
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout,
    clearInterval,
    clearImmediate,
  } = globals;
  const table = {
    __proto__: null,
    assert,
    'assert/strict': strict,
    buffer: makeBufferModule(encodings),
    console,
    events: EventEmitter,
    fs,
    'fs/promises': fs.promises,
    os: makeOs(host),
    path,
    'path/posix': path,
    perf_hooks: { performance: globals.performance },
    process,
    punycode,
    querystring,
    readline,
    'readline/promises': readline.promises,
    stream: Stream,
    'stream/promises': Stream.promises,
    'stream/consumers': consumers,
    string_decoder: { StringDecoder: encodings.StringDecoder },
    timers: {
      setTimeout,
      setInterval,
      setImmediate,
      clearTimeout,
      clearInterval,
      clearImmediate,
      promises: timersPromises,
    },
    'timers/promises': timersPromises,
    url,
    util,
    'util/types': types,
  };
  return table;
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

// Returns makeMain(filename) -> {module, require}.
export function makeModules(services) {
  const table = makeTable(services);
  function find(id, main) {
    if (typeof id !== 'string')
      throw invalidArgType('id', 'of type string', id);
    const prefixed = StringPrototypeStartsWith(id, 'node:');
    const found = table[prefixed ? StringPrototypeSlice(id, 5) : id];
    if (found !== undefined) return found;
    if (!prefixed) throw notFound(id, main);
    throw nodeError(
      Error,
      'ERR_UNKNOWN_BUILTIN_MODULE',
      `No such built-in module: ${id}`,
    );
  }
  return (filename) => {
    const module = new Module(filename);
    const require = (id) => find(id, filename);
    require.resolve = (id) => {
      find(id, filename);
      return id;
    };
    require.main = module;
    require.cache = { __proto__: null, [filename]: module };
    module.require = require;
    return { module, require };
  };
}
