// Promises that were rejected with nobody listening.

import { nodeError } from './errors.js';
import { explainMissingGlobal } from './imports.js';
import {
  MapIteratorPrototypeNext,
  MapPrototypeDelete,
  MapPrototypeEntries,
  MapPrototypeGetSize,
  MapPrototypeSet,
  ObjectPrototypeHasOwnProperty,
  WeakSetPrototypeAdd,
  WeakSetPrototypeHas,
  noop,
} from './primordials.js';

function describeReason(reason) {
  if (typeof reason === 'object' && reason !== null) return '#<Object>';
  return typeof reason === 'function' ? 'function' : String(reason);
}

function rejectionError(reason) {
  return nodeError(
    Error,
    'ERR_UNHANDLED_REJECTION',
    'This error originated either by throwing inside of an async function ' +
      'without a catch block, or by rejecting a promise which was not ' +
      'handled with .catch(). The promise rejected with the reason ' +
      `"${describeReason(reason)}".`,
  );
}

function looksLikeError(reason) {
  try {
    return (
      typeof reason === 'object' &&
      reason !== null &&
      ObjectPrototypeHasOwnProperty(reason, 'stack')
    );
  } catch {
    return false;
  }
}

// nextTick(callback, args) is the loop's.
export function makeRejections(nextTick) {
  const rejected = new Map();
  // Called with (reason, promise); true: somebody listens.
  let onUnhandledRejection = () => false;
  let onRejectionHandled = noop;
  const reported = new WeakSet();
  // What was thrown last for a rejection.
  let lastRejection = null;
  // A promise that somebody else looks after.
  let ignored = null;

  function reportOldest() {
    const entry = MapIteratorPrototypeNext(MapPrototypeEntries(rejected)).value;
    const promise = entry[0];
    const reason = entry[1];
    MapPrototypeDelete(rejected, promise);
    WeakSetPrototypeAdd(reported, promise);
    if (onUnhandledRejection(reason, promise)) return;
    const error = looksLikeError(reason) ? reason : rejectionError(reason);
    lastRejection = { error };
    throw error;
  }

  return {
    ignore(promise) {
      ignored = promise;
      MapPrototypeDelete(rejected, promise);
    },
    throwFromModule(error) {
      explainMissingGlobal(error);
      lastRejection = { error };
      throw error;
    },
    any: () => MapPrototypeGetSize(rejected) > 0,
    reportOldest,
    listen(listener, handledListener) {
      onUnhandledRejection = listener;
      onRejectionHandled = handledListener;
    },
    // True if `error` was thrown for a rejection, and not since.
    threw(error) {
      const is = lastRejection !== null && lastRejection.error === error;
      lastRejection = null;
      return is;
    },
    // V8's promise reject events: 0 rejected with no handler, 1 handled later.
    note(event, promise, reason) {
      if (promise === ignored) return;
      if (event === 0) MapPrototypeSet(rejected, promise, reason);
      else if (event === 1 && !MapPrototypeDelete(rejected, promise)) {
        if (WeakSetPrototypeHas(reported, promise))
          nextTick(onRejectionHandled, [promise]);
      }
    },
  };
}
