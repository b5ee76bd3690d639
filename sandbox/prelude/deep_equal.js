// util.isDeepStrictEqual and its loose sibling of assert.deepEqual.

import {
  ArrayIsArray,
  ArrayPrototypeIndexOf,
  DatePrototypeGetTime,
  ObjectIs,
  ObjectGetOwnPropertySymbols,
  ObjectKeys,
  ObjectPrototypePropertyIsEnumerable,
  ObjectPrototypeToString,
  ReflectGetPrototypeOf,
  RegExpPrototypeGetFlags,
  RegExpPrototypeGetSource,
  TypedArrayPrototypeGetSymbolToStringTag,
} from './primordials.js';
import * as types from './types.js';

const isObject = (value) => typeof value === 'object' && value !== null;

function equalPrimitives(a, b, strict) {
  if (strict) return ObjectIs(a, b);
  // eslint-disable-next-line eqeqeq
  return a == b || (a !== a && b !== b);
}

function ownKeys(value, strict) {
  const keys = ObjectKeys(value);
  if (!strict) return keys;
  for (const symbol of ObjectGetOwnPropertySymbols(value)) {
    if (ObjectPrototypePropertyIsEnumerable(value, symbol)) keys.push(symbol);
  }
  return keys;
}

function equalKeys(a, b, strict, seen) {
  const keys = ownKeys(a, strict);
  if (keys.length !== ownKeys(b, strict).length) return false;
  for (const key of keys) {
    if (!ObjectPrototypePropertyIsEnumerable(b, key)) return false;
    if (!deepEqual(a[key], b[key], strict, seen)) return false;
  }
  return true;
}

// Finds for each element of `a` its own equal in `b`.
function equalUnordered(a, b, equals) {
  const left = [...b];
  for (const item of a) {
    const at = left.findIndex((other) => equals(item, other));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return true;
}

function equalSets(a, b, strict, seen) {
  if (a.size !== b.size) return false;
  const restA = [...a].filter((item) => !b.has(item));
  const restB = [...b].filter((item) => !a.has(item));
  if (strict && !restA.every(isObject)) return false;
  return equalUnordered(restA, restB, (x, y) => deepEqual(x, y, strict, seen));
}

function equalMaps(a, b, strict, seen) {
  if (a.size !== b.size) return false;
  const restA = [];
  for (const [key, value] of a) {
    if (!b.has(key)) restA.push([key, value]);
    else if (!deepEqual(value, b.get(key), strict, seen)) return false;
  }
  if (restA.length === 0) return true;
  if (strict && !restA.every(([key]) => isObject(key))) return false;
  const restB = [...b].filter(([key]) => !a.has(key));
  return equalUnordered(
    restA,
    restB,
    (x, y) =>
      deepEqual(x[0], y[0], strict, seen) &&
      deepEqual(x[1], y[1], strict, seen),
  );
}

function equalErrors(a, b) {
  return a.message === b.message && a.name === b.name;
}

function equalViews(a, b, strict) {
  if (a.byteLength !== b.byteLength) return false;
  const floats =
    !strict && /Float/.test(TypedArrayPrototypeGetSymbolToStringTag(a));
  if (floats) return a.every((value, i) => value === b[i]);
  const x = new Uint8Array(a.buffer, a.byteOffset, a.byteLength);
  const y = new Uint8Array(b.buffer, b.byteOffset, b.byteLength);
  return x.every((byte, i) => byte === y[i]);
}

const SAME_KIND = [
  [
    types.isDate,
    (a, b) => ObjectIs(DatePrototypeGetTime(a), DatePrototypeGetTime(b)),
  ],
  [
    types.isRegExp,
    (a, b) =>
      RegExpPrototypeGetSource(a) === RegExpPrototypeGetSource(b) &&
      RegExpPrototypeGetFlags(a) === RegExpPrototypeGetFlags(b) &&
      a.lastIndex === b.lastIndex,
  ],
  [types.isNativeError, equalErrors],
  [types.isArrayBufferView, equalViews],
  [
    types.isAnyArrayBuffer,
    (a, b) => equalViews(new Uint8Array(a), new Uint8Array(b), true),
  ],
  [types.isBoxedPrimitive, (a, b) => ObjectIs(a.valueOf(), b.valueOf())],
  [types.isSet, equalSets],
  [types.isMap, equalMaps],
  [types.isPromise, () => false],
];

function equalContents(a, b, strict, seen) {
  if (ArrayIsArray(a) !== ArrayIsArray(b)) return false;
  if (ArrayIsArray(a) && a.length !== b.length) return false;
  for (const [is, equals] of SAME_KIND) {
    if (is(a) !== is(b)) return false;
    if (is(a) && !equals(a, b, strict, seen)) return false;
  }
  return equalKeys(a, b, strict, seen);
}

export function deepEqual(a, b, strict, seen = { a: [], b: [] }) {
  if (a === b) return a !== 0 || !strict || ObjectIs(a, b);
  if (!isObject(a) || !isObject(b)) {
    const loose = !strict && !isObject(a) && !isObject(b);
    return (strict || loose) && equalPrimitives(a, b, strict);
  }
  if (strict && ReflectGetPrototypeOf(a) !== ReflectGetPrototypeOf(b))
    return false;
  if (ObjectPrototypeToString(a) !== ObjectPrototypeToString(b)) return false;
  const known = ArrayPrototypeIndexOf(seen.a, a);
  if (known >= 0 && seen.b[known] === b) return true;
  seen.a.push(a);
  seen.b.push(b);
  const equal = equalContents(a, b, strict, seen);
  seen.a.pop();
  seen.b.pop();
  return equal;
}

export const isDeepStrictEqual = (a, b) => deepEqual(a, b, true);
