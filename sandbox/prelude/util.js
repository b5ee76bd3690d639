// The util module.

import { isDeepStrictEqual } from './deep_equal.js';
import { requireFunction } from './errors.js';
import {
  format,
  formatWithOptions,
  inspect,
  stripVTControlCharacters,
} from './inspect.js';
import { ObjectSetPrototypeOf, ReflectApply } from './primordials.js';
import * as types from './types.js';

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

function callbackify(original, nextTick) {
  requireFunction(original, 'original');
  return function callbackified(...args) {
    const callback = args.pop();
    requireFunction(callback, 'last argument');
    ReflectApply(original, this, args).then(
      (value) => nextTick(callback, [null, value]),
      (reason) => nextTick(callback, [reason ?? new Error(String(reason))]),
    );
  };
}

function inherits(constructor, superConstructor) {
  requireFunction(constructor, 'ctor');
  requireFunction(superConstructor, 'superCtor');
  Object.defineProperty(constructor, 'super_', {
    value: superConstructor,
    writable: true,
    configurable: true,
  });
  ObjectSetPrototypeOf(constructor.prototype, superConstructor.prototype);
}

const debuglog = () => Object.assign(() => {}, { enabled: false });

export function makeUtil(loop, { TextDecoder, TextEncoder }) {
  return {
    inspect,
    format,
    formatWithOptions,
    stripVTControlCharacters,
    promisify,
    callbackify: (original) => callbackify(original, loop.nextTick),
    inherits,
    isDeepStrictEqual,
    types,
    TextDecoder,
    TextEncoder,
    deprecate: (fn) => fn,
    debuglog,
    debug: debuglog,
    isArray: Array.isArray,
    toUSVString: (text) =>
      `${text}`.replace(
        /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
        '\ufffd',
      ),
  };
}
