// What the extracted util.inspect takes from inside Node, for this environment:
// replaces modules of the package's bundle (build.mjs) by their numbers there.

import { constructorName, details, nonIndexKeys } from './natives.js';
import * as types from './types.js';
import {
  ObjectGetOwnPropertyDescriptor,
  StringPrototypeEndsWith,
} from './primordials.js';

// The values of V8's PropertyFilter.
const ALL_PROPERTIES = 0;
const ONLY_ENUMERABLE = 2;
const kPending = 0;
const kRejected = 2;

// What a Map or Set iterator would still give, keys and values alternating if
// they are pairs; the iterator stays where it is.
export function previewIterator(iterator) {
  const found = details(iterator, 'iterator');
  return found === undefined
    ? { entries: [], pairs: false }
    : { entries: found[1], pairs: found[2] };
}

// A function's source; where the engine hides it, in the prelude, only whether
// it is a class: its prototype is read-only.
export function sourceOf(value, toString) {
  const source = toString(value);
  if (!StringPrototypeEndsWith(source, '{ [native code] }')) return source;
  const prototype = ObjectGetOwnPropertyDescriptor(value, 'prototype');
  return prototype?.writable === false &&
    details(value, 'script function') !== undefined
    ? 'class {}'
    : source;
}

const util = {
  constants: { kPending, kRejected, ALL_PROPERTIES, ONLY_ENUMERABLE },
  getOwnNonIndexProperties: (object, filter = ONLY_ENUMERABLE) =>
    nonIndexKeys(object, filter === ONLY_ENUMERABLE),
  getPromiseDetails(promise) {
    const found = details(promise, 'promise');
    return found === undefined ? [kPending, undefined] : [found[1], found[2]];
  },
  getProxyDetails(value, both = true) {
    const found = details(value, 'proxy');
    if (found === undefined) return undefined;
    return both ? [found[1], found[2]] : found[1];
  },
  previewEntries(collection, isIterator) {
    const { entries, pairs } = previewIterator(collection);
    if (isIterator) return [entries, pairs];
    return details(collection, 'weak')?.[1] ?? entries;
  },
  getConstructorName: constructorName,
  getExternalValue: () => 0n,
  Proxy,
};

// URLs print themselves; this one is for the paths of files in stacks.
class URL {
  get href() {
    return `file://${this.pathname}`;
  }
}

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
