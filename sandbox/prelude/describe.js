// How an error that nobody catches is printed.

import { inspect } from './inspect.js';
import {
  ArrayPrototypeJoin,
  ArrayPrototypeSlice,
  ErrorCaptureStackTrace,
  ObjectCreate,
  StringPrototypeSlice,
  StringPrototypeSplit,
  StringPrototypeStartsWith,
  WeakMapPrototypeGet,
  WeakMapPrototypeSet,
  WeakSetPrototypeAdd,
  WeakSetPrototypeHas,
} from './primordials.js';

// Errors that an 'error' event without a listener threw: from where.
const emissions = new WeakMap();
// Errors that only Node's own code threw: its frames would be below them.
const frameless = new WeakSet();

export const noteFrameless = (error) => WeakSetPrototypeAdd(frameless, error);

export function noteEmission(error, emitter) {
  const from = ObjectCreate(null);
  ErrorCaptureStackTrace(from);
  WeakMapPrototypeSet(emissions, error, { from, emitter });
}

function emitterName(emitter) {
  try {
    const { name } = emitter.constructor;
    return name === 'EventEmitter' ? '' : ` on ${name} instance`;
  } catch {
    return '';
  }
}

// The error's stack, and that of the event below it.
function addEmission(error, { from, emitter }) {
  const lines = ArrayPrototypeSlice(StringPrototypeSplit(from.stack, '\n'), 1);
  if (lines.length === 0) return;
  error.stack =
    `${error.stack}\nEmitted 'error' event${emitterName(emitter)} at:\n` +
    ArrayPrototypeJoin(lines, '\n');
}

// util.inspect's brackets tell that a stack has no frames.
const withoutBrackets = (text, stack) =>
  StringPrototypeStartsWith(text, `[${stack}]`)
    ? stack + StringPrototypeSlice(text, stack.length + 2)
    : text;

// An object that was thrown, as Node prints it. An error whose stack cannot be
// had is left to the engine, by an exception; of other objects no getter runs.
export function describe(error, isError) {
  const before = isError ? error.stack : undefined;
  try {
    const emission = WeakMapPrototypeGet(emissions, error);
    if (emission !== undefined) addEmission(error, emission);
    const { depth } = inspect.defaultOptions;
    const text = inspect(error, {
      __proto__: null,
      customInspect: false,
      depth: depth > 5 ? depth : 5,
    });
    return WeakSetPrototypeHas(frameless, error)
      ? withoutBrackets(text, before)
      : text;
  } catch {
    return before;
  }
}
