// What the package readable-stream takes for the intrinsics: its own shims call
// methods that a program may have replaced; these do not.

import { uncurryThis } from './primordials.js';

export {
  ArrayIsArray,
  ArrayPrototypeIndexOf,
  ArrayPrototypeJoin,
  ArrayPrototypeSlice,
  FunctionPrototypeSymbolHasInstance,
  ObjectDefineProperties,
  ObjectDefineProperty,
  ObjectGetOwnPropertyDescriptor,
  ObjectKeys,
  ObjectPrototypeHasOwnProperty,
  ObjectSetPrototypeOf,
  PromisePrototypeThen,
  ReflectApply,
  RegExpPrototypeExec,
  StringPrototypeSlice,
  StringPrototypeToLowerCase,
  TypedArrayPrototypeSet,
} from './primordials.js';

export const ArrayPrototypeIncludes = uncurryThis(Array.prototype.includes);
export const ArrayPrototypeMap = uncurryThis(Array.prototype.map);
export const ArrayPrototypePop = uncurryThis(Array.prototype.pop);
export const ArrayPrototypePush = uncurryThis(Array.prototype.push);
export const FunctionPrototypeCall = uncurryThis(Function.prototype.call);
export const MathFloor = Math.floor;
export const NumberIsInteger = Number.isInteger;
export const NumberIsNaN = Number.isNaN;
export const NumberMAX_SAFE_INTEGER = Number.MAX_SAFE_INTEGER;
export const NumberMIN_SAFE_INTEGER = Number.MIN_SAFE_INTEGER;
export const NumberParseInt = Number.parseInt;
export const PromisePrototypeCatch = uncurryThis(Promise.prototype.catch);
export const PromiseReject = Promise.reject.bind(Promise);
export const PromiseResolve = Promise.resolve.bind(Promise);
export const RegExpPrototypeTest = uncurryThis(RegExp.prototype.test);
export const SafeSet = Set;
export const StringPrototypeToUpperCase = uncurryThis(
  String.prototype.toUpperCase,
);
export const StringPrototypeTrim = uncurryThis(String.prototype.trim);
export const SymbolFor = Symbol.for;
export const SymbolAsyncIterator = Symbol.asyncIterator;
export const SymbolHasInstance = Symbol.hasInstance;
export const SymbolIterator = Symbol.iterator;
export const SymbolDispose = Symbol.dispose ?? Symbol('Symbol.dispose');
export const SymbolAsyncDispose =
  Symbol.asyncDispose ?? Symbol('Symbol.asyncDispose');
export const kResistStopPropagation = Symbol('kResistStopPropagation');

const IntrinsicAggregateError = AggregateError;
const IntrinsicBoolean = Boolean;
const IntrinsicError = Error;
const IntrinsicNumber = Number;
const IntrinsicPromise = Promise;
const IntrinsicString = String;
const IntrinsicSymbol = Symbol;
const IntrinsicUint8Array = Uint8Array;
export {
  IntrinsicAggregateError as AggregateError,
  IntrinsicBoolean as Boolean,
  IntrinsicError as Error,
  IntrinsicNumber as Number,
  IntrinsicPromise as Promise,
  IntrinsicString as String,
  IntrinsicSymbol as Symbol,
  IntrinsicUint8Array as Uint8Array,
};
