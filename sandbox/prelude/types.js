// Node's util.types: what a value is by its internal slots, not by its name.

import { constructorName, details, knowsDetails } from './natives.js';
import {
  ArrayBufferIsView,
  ArrayBufferPrototypeGetByteLength,
  BigIntPrototypeValueOf,
  BooleanPrototypeValueOf,
  DataViewPrototypeGetBuffer,
  DatePrototypeGetTime,
  FunctionPrototypeSymbolHasInstance,
  MapIteratorPrototype,
  MapPrototypeGetSize,
  NumberPrototypeValueOf,
  ObjectPrototypeHasOwnProperty,
  ObjectPrototypeToString,
  ReflectGetPrototypeOf,
  RegExpPrototypeGetGlobal,
  SetIteratorPrototype,
  SetPrototypeGetSize,
  SharedArrayBufferPrototypeGetByteLength,
  StringPrototypeValueOf,
  SymbolPrototypeValueOf,
  TypedArrayPrototypeGetSymbolToStringTag,
  WeakMapPrototypeHas,
  WeakSetPrototypeHas,
} from './primordials.js';

const isObject = (value) => typeof value === 'object' && value !== null;

// An object without a prototype can be of any kind; most are of none.
const mayBeAnything = (value) =>
  ReflectGetPrototypeOf(value) === null && constructorName(value) !== 'Object';

// True if `read`, an accessor that insists on an internal slot, accepts the
// value. The prototype chain is asked first: a refusal by exception is slow.
function brand(Constructor, read) {
  return (value) => {
    if (!isObject(value)) return false;
    try {
      return (
        (FunctionPrototypeSymbolHasInstance(Constructor, value) ||
          mayBeAnything(value)) &&
        read(value) !== undefined
      );
    } catch {
      return false;
    }
  };
}

// What no accessor tells, the engine does; without its word, the prototype.
function slot(Constructor, kind) {
  return (value) => {
    try {
      if (!isObject(value)) return false;
      if (knowsDetails()) return details(value, kind) !== undefined;
      return (
        value !== Constructor.prototype &&
        FunctionPrototypeSymbolHasInstance(Constructor, value)
      );
    } catch {
      return false;
    }
  };
}

const key = {};
export const isMap = brand(Map, MapPrototypeGetSize);
export const isSet = brand(Set, SetPrototypeGetSize);
export const isWeakMap = brand(WeakMap, (value) =>
  WeakMapPrototypeHas(value, key),
);
export const isWeakSet = brand(WeakSet, (value) =>
  WeakSetPrototypeHas(value, key),
);
export const isDate = brand(Date, DatePrototypeGetTime);
export const isRegExp = brand(RegExp, RegExpPrototypeGetGlobal);
export const isPromise = slot(Promise, 'promise');
export const isArrayBuffer = brand(
  ArrayBuffer,
  ArrayBufferPrototypeGetByteLength,
);
export const isSharedArrayBuffer =
  typeof SharedArrayBuffer === 'function'
    ? brand(SharedArrayBuffer, SharedArrayBufferPrototypeGetByteLength)
    : () => false;
export const isDataView = brand(DataView, DataViewPrototypeGetBuffer);
export const isNumberObject = brand(Number, NumberPrototypeValueOf);
export const isStringObject = brand(String, StringPrototypeValueOf);
export const isBooleanObject = brand(Boolean, BooleanPrototypeValueOf);
export const isBigIntObject = brand(BigInt, BigIntPrototypeValueOf);
export const isSymbolObject = brand(Symbol, SymbolPrototypeValueOf);
export const isNativeError = slot(Error, 'error');

export const isTypedArray = (value) =>
  isObject(value) &&
  TypedArrayPrototypeGetSymbolToStringTag(value) !== undefined;
export const isUint8Array = (value) =>
  isObject(value) &&
  TypedArrayPrototypeGetSymbolToStringTag(value) === 'Uint8Array';
const isKindOf = (name) => (value) =>
  isObject(value) && TypedArrayPrototypeGetSymbolToStringTag(value) === name;
export const isUint8ClampedArray = isKindOf('Uint8ClampedArray');
export const isUint16Array = isKindOf('Uint16Array');
export const isUint32Array = isKindOf('Uint32Array');
export const isInt8Array = isKindOf('Int8Array');
export const isInt16Array = isKindOf('Int16Array');
export const isInt32Array = isKindOf('Int32Array');
export const isFloat32Array = isKindOf('Float32Array');
export const isFloat64Array = isKindOf('Float64Array');
export const isBigInt64Array = isKindOf('BigInt64Array');
export const isBigUint64Array = isKindOf('BigUint64Array');
export const isAnyArrayBuffer = (value) =>
  isArrayBuffer(value) || isSharedArrayBuffer(value);
export const isArrayBufferView = (value) => ArrayBufferIsView(value);

export const isBoxedPrimitive = (value) =>
  isNumberObject(value) ||
  isStringObject(value) ||
  isBooleanObject(value) ||
  isBigIntObject(value) ||
  isSymbolObject(value);

export const isArgumentsObject = (value) =>
  isObject(value) &&
  ObjectPrototypeHasOwnProperty(value, 'callee') &&
  ObjectPrototypeToString(value) === '[object Arguments]';

export const isModuleNamespaceObject = (value) =>
  details(value, 'module') !== undefined;
export const isProxy = (value) => details(value, 'proxy') !== undefined;
export const isExternal = () => false;
export const isCryptoKey = () => false;
export const isKeyObject = () => false;

const hasPrototype = (prototype) => (value) => {
  try {
    return isObject(value) && ReflectGetPrototypeOf(value) === prototype;
  } catch {
    return false;
  }
};
export const isMapIterator = hasPrototype(MapIteratorPrototype);
export const isSetIterator = hasPrototype(SetIteratorPrototype);

const AsyncPrototype = ReflectGetPrototypeOf(async function () {});
const GeneratorPrototype = ReflectGetPrototypeOf(function* () {});
const AsyncGeneratorPrototype = ReflectGetPrototypeOf(async function* () {});

const functionKind = (a, b) => (value) => {
  if (typeof value !== 'function') return false;
  try {
    const prototype = ReflectGetPrototypeOf(value);
    return prototype === a || prototype === b;
  } catch {
    return false;
  }
};
export const isAsyncFunction = functionKind(
  AsyncPrototype,
  AsyncGeneratorPrototype,
);
export const isGeneratorFunction = functionKind(
  GeneratorPrototype,
  AsyncGeneratorPrototype,
);

const GeneratorObjectPrototype = GeneratorPrototype.prototype;
export const isGeneratorObject = (value) => {
  try {
    return (
      isObject(value) &&
      ReflectGetPrototypeOf(ReflectGetPrototypeOf(value)) ===
        GeneratorObjectPrototype
    );
  } catch {
    return false;
  }
};
