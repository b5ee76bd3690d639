// What the extracted util.inspect takes from inside Node, for this environment:
// replaces modules of the package's bundle (build.mjs) by their numbers there.

import * as types from './types.js';
import {
  ObjectGetOwnPropertyDescriptor,
  ObjectGetOwnPropertySymbols,
  ObjectKeys,
  ObjectPrototypePropertyIsEnumerable,
  ObjectPrototypeToString,
  ReflectOwnKeys,
  StringPrototypeEndsWith,
  StringPrototypeSlice,
} from './primordials.js';

// Natives of the host for what script cannot see; set by bindNatives.
let details = () => undefined;
let nonIndexKeys = null;

// Optional host functions:
//   details(value)  undefined, or ['proxy', target, handler] (nulls: revoked),
//                   ['promise', state 0 pending | 1 fulfilled | 2 rejected,
//                   result],
//                   ['iterator', array of entries, are key-value pairs]
//                   ['script function'] of one that is no native of V8's
//   nonIndexKeys(object, onlyEnumerable)  own keys that are no array indices
export function bindNatives(host) {
  details = host.details ?? details;
  nonIndexKeys = host.nonIndexKeys ?? nonIndexKeys;
}

// The values of V8's PropertyFilter.
const ALL_PROPERTIES = 0;
const ONLY_ENUMERABLE = 2;
const kPending = 0;
const kRejected = 2;

function isIndex(key) {
  const index = key >>> 0;
  return `${index}` === key && index !== 0xffffffff;
}

// Own keys come with the indices first, so that only the end is looked at.
function getOwnNonIndexProperties(object, filter = ONLY_ENUMERABLE) {
  const onlyEnumerable = filter === ONLY_ENUMERABLE;
  if (nonIndexKeys !== null) return nonIndexKeys(object, onlyEnumerable);
  const keys = onlyEnumerable ? ObjectKeys(object) : ReflectOwnKeys(object);
  let start = keys.length;
  while (
    start > 0 &&
    (typeof keys[start - 1] === 'symbol' || !isIndex(keys[start - 1]))
  ) {
    start--;
  }
  const result = [];
  for (let i = start; i < keys.length; i++) result[result.length] = keys[i];
  if (!onlyEnumerable) return result;
  const symbols = ObjectGetOwnPropertySymbols(object);
  for (let i = 0; i < symbols.length; i++) {
    if (ObjectPrototypePropertyIsEnumerable(object, symbols[i])) {
      result[result.length] = symbols[i];
    }
  }
  return result;
}

const isKind = (found, kind) => found !== undefined && found[0] === kind;

// What a Map or Set iterator would still give, keys and values alternating if
// they are pairs; the iterator stays where it is.
export function previewIterator(iterator) {
  const found = details(iterator);
  return isKind(found, 'iterator')
    ? { entries: found[1], pairs: found[2] }
    : { entries: [], pairs: false };
}

export const isProxy = (value) => isKind(details(value), 'proxy');

// A function's source; where the engine hides it, in the prelude, only whether
// it is a class: its prototype is read-only.
export function sourceOf(value, toString) {
  const source = toString(value);
  if (!StringPrototypeEndsWith(source, '{ [native code] }')) return source;
  const prototype = ObjectGetOwnPropertyDescriptor(value, 'prototype');
  return prototype?.writable === false &&
    isKind(details(value), 'script function')
    ? 'class {}'
    : source;
}

const util = {
  constants: { kPending, kRejected, ALL_PROPERTIES, ONLY_ENUMERABLE },
  getOwnNonIndexProperties,
  getPromiseDetails(promise) {
    const found = details(promise);
    return isKind(found, 'promise')
      ? [found[1], found[2]]
      : [kPending, undefined];
  },
  getProxyDetails(value, both = true) {
    const found = details(value);
    if (!isKind(found, 'proxy')) return undefined;
    return both ? [found[1], found[2]] : found[1];
  },
  previewEntries(iterator, isIterator) {
    const { entries, pairs } = previewIterator(iterator);
    return isIterator ? [entries, pairs] : entries;
  },
  getConstructorName: (value) =>
    StringPrototypeSlice(ObjectPrototypeToString(value), 8, -1),
  getExternalValue: () => 0n,
  Proxy,
};

// URLs print themselves.
class URL {}

export const modules = {
  __proto__: null,
  499(module) {
    module.exports = types;
  },
  727(module) {
    module.exports = util;
  },
  878(module) {
    module.exports = URL;
  },
};
