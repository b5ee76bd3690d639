// structuredClone for what a program without workers has: plain data.

import { DOMException } from './abort.js';
import { nodeError } from './errors.js';
import {
  ArrayBufferIsView,
  ArrayBufferPrototypeSlice,
  ArrayIsArray,
  DatePrototypeGetTime,
  MapPrototypeGet,
  MapPrototypeHas,
  MapPrototypeSet,
  ObjectKeys,
  ReflectGetPrototypeOf,
  RegExpPrototypeGetFlags,
  RegExpPrototypeGetSource,
} from './primordials.js';
import * as types from './types.js';

const ERRORS = {
  __proto__: null,
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

function cloneError(value) {
  let text = '[object]';
  if (typeof value === 'symbol') text = String(value);
  else if (typeof value === 'function') text = `${value}`;
  else text = `#<${value.constructor?.name ?? 'Object'}>`;
  return new DOMException(`${text} could not be cloned.`, 'DataCloneError');
}

function cloneErrorObject(error) {
  const copy = new (ERRORS[error.name] ?? Error)(error.message);
  Object.defineProperty(copy, 'stack', {
    value: error.stack,
    configurable: true,
    writable: true,
  });
  return copy;
}

function cloneView(view, memory) {
  const buffer = clone(view.buffer, memory);
  if (types.isDataView(view)) {
    return new DataView(buffer, view.byteOffset, view.byteLength);
  }
  // A Buffer becomes a Uint8Array, as in Node.
  let prototype = ReflectGetPrototypeOf(view);
  while (!Object.hasOwn(prototype, 'BYTES_PER_ELEMENT')) {
    prototype = ReflectGetPrototypeOf(prototype);
  }
  return new prototype.constructor(buffer, view.byteOffset, view.length);
}

// The copy without what it contains; undefined for an ordinary object.
function shell(value, memory) {
  if (types.isProxy(value)) throw cloneError(value);
  if (ArrayIsArray(value)) return new Array(value.length);
  if (types.isDate(value)) return new Date(DatePrototypeGetTime(value));
  if (types.isRegExp(value)) {
    return new RegExp(
      RegExpPrototypeGetSource(value),
      RegExpPrototypeGetFlags(value),
    );
  }
  if (types.isMap(value)) return new Map();
  if (types.isSet(value)) return new Set();
  if (types.isArrayBuffer(value)) return ArrayBufferPrototypeSlice(value, 0);
  if (types.isSharedArrayBuffer(value)) return value;
  if (ArrayBufferIsView(value)) return cloneView(value, memory);
  if (types.isNativeError(value)) return cloneErrorObject(value);
  if (types.isBoxedPrimitive(value) && !types.isSymbolObject(value)) {
    return Object(value.valueOf());
  }
  if (
    types.isPromise(value) ||
    types.isWeakMap(value) ||
    types.isWeakSet(value) ||
    types.isSymbolObject(value) ||
    types.isGeneratorObject(value) ||
    types.isMapIterator(value) ||
    types.isSetIterator(value)
  ) {
    throw cloneError(value);
  }
  return undefined;
}

function fill(copy, value, memory) {
  if (types.isMap(value)) {
    for (const [key, item] of [...value])
      copy.set(clone(key, memory), clone(item, memory));
  } else if (types.isSet(value)) {
    for (const item of [...value]) copy.add(clone(item, memory));
  } else if (types.isNativeError(value) && Object.hasOwn(value, 'cause')) {
    Object.defineProperty(copy, 'cause', {
      value: clone(value.cause, memory),
      configurable: true,
      writable: true,
    });
  }
}

function clone(value, memory) {
  if (typeof value === 'function' || typeof value === 'symbol')
    throw cloneError(value);
  if (typeof value !== 'object' || value === null) return value;
  if (MapPrototypeHas(memory, value)) return MapPrototypeGet(memory, value);
  const special = shell(value, memory);
  const copy = special ?? {};
  MapPrototypeSet(memory, value, copy);
  fill(copy, value, memory);
  if (special === undefined || ArrayIsArray(value)) {
    for (const key of ObjectKeys(value)) copy[key] = clone(value[key], memory);
  }
  return copy;
}

// What is cloned before its memory goes to the clone alone.
export function makeStructuredClone({ detach }) {
  return function structuredClone(...args) {
    if (args.length === 0) {
      throw nodeError(
        TypeError,
        'ERR_MISSING_ARGS',
        'The value argument must be specified',
      );
    }
    const copy = clone(args[0], new Map());
    const transfer = args[1]?.transfer ?? [];
    for (const item of transfer) {
      if (!types.isArrayBuffer(item)) {
        throw new DOMException(
          'Found invalid object in transferList',
          'DataCloneError',
        );
      }
      detach?.(item);
    }
    return copy;
  };
}
