// The util module.

import { parseArgs } from '@pkgjs/parseargs';
import { Buffer } from './buffer.js';
import { isDeepStrictEqual } from './deep_equal.js';
import { invalidArgType, nodeError, requireFunction } from './errors.js';
import { EventEmitter } from './events.js';
import {
  format,
  formatWithOptions,
  inspect,
  stripVTControlCharacters,
} from './inspect.js';
import { errnos } from './numbers.js';
import {
  ArrayIsArray,
  ObjectDefineProperty,
  ObjectSetPrototypeOf,
  ReflectApply,
} from './primordials.js';
import { emitWarning, nextTick } from './runtime_binding.js';
import * as kinds from './types.js';

// The functions only: a module's namespace is no ordinary object.
const types = { ...kinds };

export const promisifyCustom = Symbol.for('nodejs.util.promisify.custom');

function promisify(original) {
  requireFunction(original, 'original');
  const custom = original[promisifyCustom];
  if (custom !== undefined) {
    requireFunction(custom, 'util.promisify.custom');
    return custom;
  }
  function promisified(...args) {
    return new Promise((resolve, reject) => {
      args[args.length] = (error, value) =>
        error ? reject(error) : resolve(value);
      ReflectApply(original, this, args);
    });
  }
  ObjectSetPrototypeOf(promisified, Object.getPrototypeOf(original));
  return Object.defineProperties(
    promisified,
    Object.getOwnPropertyDescriptors(original),
  );
}
promisify.custom = promisifyCustom;

function falsyRejection(reason) {
  const error = nodeError(
    Error,
    'ERR_FALSY_VALUE_REJECTION',
    'Promise was rejected with falsy value',
  );
  error.reason = reason;
  return error;
}

function callbackify(original) {
  requireFunction(original, 'original');
  function callbackified(...args) {
    const callback = args.pop();
    requireFunction(callback, 'last argument');
    ReflectApply(original, this, args).then(
      (value) => nextTick(callback, null, value),
      (reason) => nextTick(callback, reason || falsyRejection(reason)),
    );
  }
  const descriptors = Object.getOwnPropertyDescriptors(original);
  if (typeof descriptors.length?.value === 'number') descriptors.length.value++;
  if (typeof descriptors.name?.value === 'string')
    descriptors.name.value += 'Callbackified';
  return Object.defineProperties(callbackified, descriptors);
}

function inherits(constructor, superConstructor) {
  requireFunction(constructor, 'ctor');
  if (superConstructor === null || superConstructor === undefined)
    requireFunction(superConstructor, 'superCtor');
  if (superConstructor.prototype === undefined) {
    throw invalidArgType(
      'superCtor.prototype',
      'of type object',
      superConstructor.prototype,
    );
  }
  ObjectDefineProperty(constructor, 'super_', {
    __proto__: null,
    value: superConstructor,
    writable: true,
    configurable: true,
  });
  ObjectSetPrototypeOf(constructor.prototype, superConstructor.prototype);
}

const told = new Set();

function deprecate(fn, message, code) {
  let warned = false;
  function deprecated(...args) {
    if (!warned && !(code !== undefined && told.has(code))) {
      if (code !== undefined) told.add(code);
      emitWarning(message, 'DeprecationWarning', code, deprecated);
    }
    warned = true;
    return new.target === undefined
      ? ReflectApply(fn, this, args)
      : Reflect.construct(fn, args, new.target);
  }
  ObjectSetPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return deprecated;
}

const debuglog = () => {
  const log = () => {};
  ObjectDefineProperty(log, 'enabled', { __proto__: null, value: false });
  return log;
};

// Plain where the stream is no terminal, as no stream here is.
function styleText(style, text, { validateStream = true } = {}) {
  if (typeof text !== 'string')
    throw invalidArgType('text', 'of type string', text);
  let left = '';
  let right = '';
  for (const name of ArrayIsArray(style) ? style : [style]) {
    const codes = inspect.colors[name];
    if (codes === undefined) {
      const known = Object.keys(inspect.colors).map((key) => `'${key}'`);
      throw nodeError(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        `The argument 'format' must be one of: ${known.join(', ')}. ` +
          `Received ${inspect(name)}`,
      );
    }
    left += `\u001b[${codes[0]}m`;
    right = `\u001b[${codes[1]}m${right}`;
  }
  return validateStream ? text : left + text + right;
}

function getSystemErrorName(number) {
  for (const name of Object.keys(errnos)) {
    if (errnos[name] === -number) return name;
  }
  return `Unknown system error ${number}`;
}

async function aborted(signal) {
  if (signal.aborted) return;
  await EventEmitter.once(signal, 'abort');
}

// Lines NAME=value, as of an .env file.
function parseEnv(text) {
  const result = {};
  for (const line of `${text}`.split('\n')) {
    const match = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (match === null) continue;
    const quoted = /^(['"`])(.*)\1/.exec(match[2]);
    result[match[1]] =
      quoted === null ? match[2].replace(/\s*#.*$/, '') : quoted[2];
  }
  return result;
}

const isObject = (value) => value !== null && typeof value === 'object';

// Deprecated in Node, and in use.
const oldPredicates = {
  isArray: Array.isArray,
  isBoolean: (value) => typeof value === 'boolean',
  isBuffer: (value) => Buffer.isBuffer(value),
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value === null || value === undefined,
  isNumber: (value) => typeof value === 'number',
  isString: (value) => typeof value === 'string',
  isSymbol: (value) => typeof value === 'symbol',
  isUndefined: (value) => value === undefined,
  isRegExp: types.isRegExp,
  isObject,
  isDate: types.isDate,
  isError: (value) => types.isNativeError(value) || value instanceof Error,
  isFunction: (value) => typeof value === 'function',
  isPrimitive: (value) => !isObject(value) && typeof value !== 'function',
};

// log(text) prints with the time of day.
function makeLog(console) {
  return (...args) => {
    const date = new Date();
    const [, month, day] = date.toString().split(' ');
    const clock = [date.getHours(), date.getMinutes(), date.getSeconds()];
    const text = clock.map((n) => `${n}`.padStart(2, '0')).join(':');
    console.log('%s - %s', `${Number(day)} ${month} ${text}`, format(...args));
  };
}

export { types };

export function makeUtil(console, { TextDecoder, TextEncoder }) {
  return {
    _extend: (target, source) =>
      isObject(source) ? Object.assign(target, source) : target,
    callbackify,
    debug: debuglog,
    debuglog,
    deprecate,
    format,
    styleText,
    formatWithOptions,
    getSystemErrorName,
    inherits,
    inspect,
    isDeepStrictEqual,
    ...oldPredicates,
    log: makeLog(console),
    promisify,
    stripVTControlCharacters,
    toUSVString: (text) => `${text}`.toWellFormed(),
    aborted,
    types,
    parseEnv,
    parseArgs,
    TextDecoder,
    TextEncoder,
  };
}
