// What only the engine knows of values, for printing and for util.types.

import {
  ObjectGetOwnPropertySymbols,
  ObjectKeys,
  ObjectPrototypePropertyIsEnumerable,
  ObjectPrototypeToString,
  ReflectOwnKeys,
  StringPrototypeSlice,
} from './primordials.js';

let natives = null;

// Optional functions of the host: see README.md.
export function bindNatives(host) {
  natives = host;
}

// The array that begins with the kind, or undefined.
export function details(value, kind) {
  const found = natives?.details?.(value);
  return found !== undefined && found[0] === kind ? found : undefined;
}

export const knowsDetails = () => natives?.details !== undefined;

// The name of the class that made an object, whatever its prototype is now.
export const constructorName = (value) =>
  natives?.constructorName?.(value) ??
  StringPrototypeSlice(ObjectPrototypeToString(value), 8, -1);

function isIndex(key) {
  const index = key >>> 0;
  return `${index}` === key && index !== 0xffffffff;
}

// Own keys come with the indices first, so that only the end is looked at.
export function nonIndexKeys(object, onlyEnumerable) {
  if (natives?.nonIndexKeys !== undefined)
    return natives.nonIndexKeys(object, onlyEnumerable);
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
