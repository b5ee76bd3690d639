// What programs find on globalThis.

import {
  AbortController,
  AbortSignal,
  DOMException,
  Event,
  EventTarget,
} from './abort.js';
import { Buffer } from './buffer.js';
import { makeStructuredClone } from './clone.js';
import { requireFunction } from './errors.js';
import { Performance } from './performance.js';
import {
  ObjectDefineProperty,
  runLater,
  ReflectOwnKeys,
  nameClasses,
} from './primordials.js';
import { URL, URLSearchParams } from './url.js';
import { promisifyCustom } from './util.js';

function makeTimerFunctions({ timers, setImmediate, clearImmediate }) {
  const functions = {
    setTimeout(callback, delay, ...args) {
      requireFunction(callback, 'callback');
      return timers.setTimeout(callback, delay, args);
    },
    setInterval(callback, delay, ...args) {
      requireFunction(callback, 'callback');
      return timers.setInterval(callback, delay, args);
    },
    setImmediate(callback, ...args) {
      requireFunction(callback, 'callback');
      return setImmediate(callback, args);
    },
    clearTimeout: (handle) => timers.clear(handle),
    clearInterval: (handle) => timers.clear(handle),
    clearImmediate: (handle) => clearImmediate(handle),
  };
  ObjectDefineProperty(functions.setTimeout, promisifyCustom, {
    __proto__: null,
    value: (delay, value) =>
      new Promise((resolve) => timers.setTimeout(resolve, delay, [value])),
  });
  ObjectDefineProperty(functions.setImmediate, promisifyCustom, {
    __proto__: null,
    value: (value) => new Promise((resolve) => setImmediate(resolve, [value])),
  });
  return functions;
}

// A method, since the bundler renames functions.
const microtasks = {
  queueMicrotask(callback) {
    requireFunction(callback, 'callback');
    runLater(() => {
      callback();
    });
  },
};

// The globals of JavaScript shells, which some contest programs expect.
function makeShell(host, process, print, printError) {
  const join = (args) => {
    let text = '';
    for (let i = 0; i < args.length; i++) {
      const part = typeof args[i] === 'symbol' ? String(args[i]) : `${args[i]}`;
      text = i === 0 ? part : `${text} ${part}`;
    }
    return text;
  };
  const write = (...args) => {
    print(join(args));
  };
  return {
    readline: () => host.readLine(),
    gets: () => host.readLine(),
    print: (...args) => {
      print(join(args), true);
    },
    // A browser's shows one value.
    alert: (value = '') => {
      print(join([value]), true);
    },
    write,
    putstr: write,
    printErr: (...args) => {
      printError(join(args), true);
    },
    quit: (code) => process.exit(code),
  };
}

export function makeGlobals({
  host,
  loop,
  clock,
  encodings,
  process,
  print,
  printError,
}) {
  const { TextDecoder, TextEncoder, atob, btoa } = encodings;
  return {
    ...makeTimerFunctions(loop),
    ...microtasks,
    structuredClone: makeStructuredClone(host),
    atob,
    btoa,
    performance: new Performance(() => Date.now() - clock()),
    AbortController,
    AbortSignal,
    Buffer,
    DOMException,
    Event,
    EventTarget,
    URL,
    URLSearchParams,
    TextDecoder,
    TextEncoder,
    ...makeShell(host, process, print, printError),
  };
}

// In Node's order.
const ENUMERABLE = {
  __proto__: null,
  global: true,
  clearImmediate: true,
  setImmediate: true,
  clearInterval: true,
  clearTimeout: true,
  setInterval: true,
  setTimeout: true,
  queueMicrotask: true,
  structuredClone: true,
  atob: true,
  btoa: true,
  performance: true,
};

export function defineGlobals(target, globals) {
  nameClasses(globals);
  const names = { ...ENUMERABLE, ...globals };
  ObjectDefineProperty(target, Symbol.toStringTag, {
    __proto__: null,
    value: 'global',
    writable: false,
    enumerable: false,
    configurable: true,
  });
  for (const name of ReflectOwnKeys(names)) {
    ObjectDefineProperty(target, name, {
      __proto__: null,
      value: globals[name],
      writable: true,
      configurable: true,
      enumerable: ENUMERABLE[name] === true,
    });
  }
}
