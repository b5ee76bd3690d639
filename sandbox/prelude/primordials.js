// The intrinsics that the prelude relies on, taken before any submission runs.
//
// A submission may overwrite Array.prototype, Promise.prototype and the like;
// what goes through these bindings keeps working. Code on the paths that every
// program needs (console, stdin, timers) uses no iteration protocol and no
// method of a prototype.

const { apply, bind, call } = Function.prototype;

// uncurryThis(Array.prototype.slice)(array, 1) is array.slice(1).
export const uncurryThis = bind.bind(call);

const getter = (prototype, name) =>
  uncurryThis(Object.getOwnPropertyDescriptor(prototype, name).get);

export const ErrorCaptureStackTrace = Error.captureStackTrace;
export const ErrorPrototypeToString = uncurryThis(Error.prototype.toString);

export const MathFloor = Math.floor;
export const MathRound = Math.round;
export const NumberIsInteger = Number.isInteger;

export const ReflectApply = Reflect.apply;
export const ReflectDefineProperty = Reflect.defineProperty;
export const ReflectOwnKeys = Reflect.ownKeys;
export const ReflectSet = Reflect.set;
export const ReflectGetPrototypeOf = Reflect.getPrototypeOf;
export const FunctionPrototypeBind = uncurryThis(bind);
export const FunctionPrototypeSymbolHasInstance = uncurryThis(
  Function.prototype[Symbol.hasInstance],
);
export const FunctionPrototypeToString = uncurryThis(
  Function.prototype.toString,
);

export const ObjectAssign = Object.assign;
export const ObjectCreate = Object.create;
export const ObjectDefineProperties = Object.defineProperties;
export const ObjectDefineProperty = Object.defineProperty;
export const ObjectFreeze = Object.freeze;
export const ObjectGetOwnPropertyDescriptor = Object.getOwnPropertyDescriptor;
export const ObjectGetOwnPropertySymbols = Object.getOwnPropertySymbols;
export const ObjectIs = Object.is;
export const ObjectIsExtensible = Object.isExtensible;
export const ObjectKeys = Object.keys;
export const ObjectPrototypeHasOwnProperty = uncurryThis(
  Object.prototype.hasOwnProperty,
);
export const ObjectPrototypePropertyIsEnumerable = uncurryThis(
  Object.prototype.propertyIsEnumerable,
);
export const ObjectPrototypeToString = uncurryThis(Object.prototype.toString);
export const ObjectSetPrototypeOf = Object.setPrototypeOf;

export const ArrayIsArray = Array.isArray;
export const ArrayPrototypeIndexOf = uncurryThis(Array.prototype.indexOf);
export const ArrayPrototypeJoin = uncurryThis(Array.prototype.join);
export const ArrayPrototypeSlice = uncurryThis(Array.prototype.slice);
export const ArrayPrototypeSplice = uncurryThis(Array.prototype.splice);

export const StringPrototypeCharCodeAt = uncurryThis(
  String.prototype.charCodeAt,
);
export const StringPrototypeEndsWith = uncurryThis(String.prototype.endsWith);
export const StringPrototypeIncludes = uncurryThis(String.prototype.includes);
export const StringPrototypeIndexOf = uncurryThis(String.prototype.indexOf);
export const StringPrototypeLastIndexOf = uncurryThis(
  String.prototype.lastIndexOf,
);
export const StringPrototypePadEnd = uncurryThis(String.prototype.padEnd);
export const StringPrototypePadStart = uncurryThis(String.prototype.padStart);
export const StringPrototypeRepeat = uncurryThis(String.prototype.repeat);
export const StringPrototypeReplaceAll = uncurryThis(
  String.prototype.replaceAll,
);
export const StringPrototypeSlice = uncurryThis(String.prototype.slice);
export const StringPrototypeSplit = uncurryThis(String.prototype.split);
export const StringPrototypeStartsWith = uncurryThis(
  String.prototype.startsWith,
);
export const StringPrototypeToLowerCase = uncurryThis(
  String.prototype.toLowerCase,
);
export const StringFromCharCode = String.fromCharCode;
export const StringFromCodePoint = String.fromCodePoint;

export const NumberPrototypeToFixed = uncurryThis(Number.prototype.toFixed);
export const NumberPrototypeValueOf = uncurryThis(Number.prototype.valueOf);
export const StringPrototypeValueOf = uncurryThis(String.prototype.valueOf);
export const BooleanPrototypeValueOf = uncurryThis(Boolean.prototype.valueOf);
export const BigIntPrototypeValueOf = uncurryThis(BigInt.prototype.valueOf);
export const SymbolToStringTag = Symbol.toStringTag;
export const SymbolPrototypeValueOf = uncurryThis(Symbol.prototype.valueOf);
export const DatePrototypeGetTime = uncurryThis(Date.prototype.getTime);

export const MapPrototypeGet = uncurryThis(Map.prototype.get);
export const MapPrototypeSet = uncurryThis(Map.prototype.set);
export const MapPrototypeHas = uncurryThis(Map.prototype.has);
export const MapPrototypeDelete = uncurryThis(Map.prototype.delete);
export const MapPrototypeGetSize = getter(Map.prototype, 'size');
export const SetPrototypeAdd = uncurryThis(Set.prototype.add);
export const SetPrototypeHas = uncurryThis(Set.prototype.has);
export const SetPrototypeForEach = uncurryThis(Set.prototype.forEach);
export const SetPrototypeGetSize = getter(Set.prototype, 'size');
export const WeakMapPrototypeDelete = uncurryThis(WeakMap.prototype.delete);
export const WeakMapPrototypeGet = uncurryThis(WeakMap.prototype.get);
export const WeakMapPrototypeHas = uncurryThis(WeakMap.prototype.has);
export const WeakMapPrototypeSet = uncurryThis(WeakMap.prototype.set);
export const WeakSetPrototypeAdd = uncurryThis(WeakSet.prototype.add);
export const WeakSetPrototypeHas = uncurryThis(WeakSet.prototype.has);
export const MapPrototypeEntries = uncurryThis(Map.prototype.entries);
export const MapIteratorPrototype = ReflectGetPrototypeOf(new Map().entries());
export const MapIteratorPrototypeNext = uncurryThis(MapIteratorPrototype.next);
export const SetIteratorPrototype = ReflectGetPrototypeOf(new Set().values());

export const PromisePrototypeThen = uncurryThis(Promise.prototype.then);
export const PromiseResolve = Promise.resolve.bind(Promise);

const TypedArrayPrototype = ReflectGetPrototypeOf(Uint8Array.prototype);
export const TypedArrayPrototypeGetByteLength = getter(
  TypedArrayPrototype,
  'byteLength',
);
export const TypedArrayPrototypeGetSymbolToStringTag = getter(
  TypedArrayPrototype,
  Symbol.toStringTag,
);
export const TypedArrayPrototypeSet = uncurryThis(TypedArrayPrototype.set);
const TypedArrayPrototypeGetBuffer = getter(TypedArrayPrototype, 'buffer');
const TypedArrayPrototypeGetByteOffset = getter(
  TypedArrayPrototype,
  'byteOffset',
);
// The bytes from `start` to `end`, or to their own end; unlike the method, does
// not ask the array's constructor what to make.
export function bytesBetween(bytes, start, end) {
  const size = TypedArrayPrototypeGetByteLength(bytes);
  const last = end < size ? end : size;
  return new Uint8Array(
    TypedArrayPrototypeGetBuffer(bytes),
    TypedArrayPrototypeGetByteOffset(bytes) + start,
    start < last ? last - start : 0,
  );
}
export const DataViewPrototypeGetBuffer = getter(DataView.prototype, 'buffer');
export const ArrayBufferIsView = ArrayBuffer.isView;
export const ArrayBufferPrototypeGetByteLength = getter(
  ArrayBuffer.prototype,
  'byteLength',
);
export const ArrayBufferPrototypeSlice = uncurryThis(
  ArrayBuffer.prototype.slice,
);
export const SharedArrayBufferPrototypeGetByteLength =
  typeof SharedArrayBuffer === 'function'
    ? getter(SharedArrayBuffer.prototype, 'byteLength')
    : () => {
        throw new TypeError('no SharedArrayBuffer');
      };
export const RegExpPrototypeGetGlobal = getter(RegExp.prototype, 'global');
export const RegExpPrototypeGetSource = getter(RegExp.prototype, 'source');
export const RegExpPrototypeGetFlags = getter(RegExp.prototype, 'flags');
export const RegExpPrototypeExec = uncurryThis(RegExp.prototype.exec);

export const noop = () => {};

// An array without a prototype: what is assigned to its indices no setter of
// Array.prototype or Object.prototype takes.
export const makeList = () => ObjectSetPrototypeOf([], null);

// Gives classes the names they are known by, and functions that have none: the
// bundler renames some and takes others away.
export function nameClasses(table) {
  const names = ObjectKeys(table);
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    const value = table[name];
    if (typeof value !== 'function' || value.name === name) continue;
    const code = StringPrototypeCharCodeAt(name, 0);
    if (value.name !== '' && (code < 65 || code > 90)) continue;
    ObjectDefineProperty(value, 'name', {
      __proto__: null,
      value: name,
      configurable: true,
    });
  }
  return table;
}

// Runs the task as a microtask, whatever has become of Promise: without a
// constructor of its own, `then` asks nobody for the class of its result.
const settled = Promise.resolve();
ObjectDefineProperty(settled, 'constructor', {
  __proto__: null,
  value: undefined,
});
export const runLater = (task) => PromisePrototypeThen(settled, task);
