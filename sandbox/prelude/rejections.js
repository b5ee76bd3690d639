// Promises that were rejected with nobody listening.

import { noteFrameless } from './describe.js';
import { explainMissingGlobal } from './imports.js';
import {
  MapIteratorPrototypeNext,
  MapPrototypeDelete,
  MapPrototypeEntries,
  MapPrototypeGetSize,
  MapPrototypeSet,
  ObjectDefineProperty,
  ObjectPrototypeHasOwnProperty,
  WeakMapPrototypeDelete,
  WeakMapPrototypeGet,
  WeakMapPrototypeSet,
  makeList,
  noop,
} from './primordials.js';

// With a property that no setter of Object.prototype sees.
function define(object, name, value) {
  ObjectDefineProperty(object, name, {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

class UnhandledPromiseRejection extends Error {
  code = 'ERR_UNHANDLED_REJECTION';

  constructor(reason) {
    super(
      'This error originated either by throwing inside of an async function ' +
        'without a catch block, or by rejecting a promise which was not ' +
        'handled with .catch(). The promise rejected with the reason ' +
        `"${reason}".`,
    );
    define(this, 'name', 'UnhandledPromiseRejection');
    noteFrameless(this);
  }
}

function handledWarning(id) {
  const warning = new Error(
    `Promise rejection was handled asynchronously (rejection id: ${id})`,
  );
  define(warning, 'name', 'PromiseRejectionHandledWarning');
  define(warning, 'id', id);
  return warning;
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

const NOBODY = {
  // (reason, promise) => is there a listener
  unhandled: () => false,
  // What a rejection without one becomes: is there a listener for that
  uncaught: () => false,
  // (promise, warning)
  handledLater: noop,
};

// detail(value) is V8's word for a value, for which it runs no code.
export function makeRejections(detail) {
  const rejected = new Map();
  const reported = new WeakMap();
  // Reported before they were handled, in pairs with warnings.
  let handled = makeList();
  let listeners = NOBODY;
  let lastId = 0;
  // A promise that somebody else looks after.
  let ignored = null;

  function tellHandled() {
    const now = handled;
    handled = makeList();
    for (let i = 0; i < now.length; i += 2)
      listeners.handledLater(now[i], now[i + 1]);
  }

  function reportOldest() {
    const entry = MapIteratorPrototypeNext(MapPrototypeEntries(rejected)).value;
    const promise = entry[0];
    const { reason, id } = entry[1];
    MapPrototypeDelete(rejected, promise);
    WeakMapPrototypeSet(reported, promise, id);
    if (listeners.unhandled(reason, promise)) return;
    const error = looksLikeError(reason)
      ? reason
      : new UnhandledPromiseRejection(detail(reason));
    if (!listeners.uncaught(error)) throw error;
  }

  function noteHandled(promise) {
    if (MapPrototypeDelete(rejected, promise)) return;
    const id = WeakMapPrototypeGet(reported, promise);
    if (id === undefined) return;
    WeakMapPrototypeDelete(reported, promise);
    const at = handled.length;
    handled[at] = promise;
    handled[at + 1] = handledWarning(id);
  }

  return {
    ignore(promise) {
      ignored = promise;
      MapPrototypeDelete(rejected, promise);
    },
    throwFromModule(error) {
      explainMissingGlobal(error);
      if (!listeners.uncaught(error)) throw error;
    },
    any: () => MapPrototypeGetSize(rejected) > 0 || handled.length > 0,
    // Throws what the engine shall end the process for.
    report() {
      tellHandled();
      for (let left = MapPrototypeGetSize(rejected); left > 0; left--) {
        if (MapPrototypeGetSize(rejected) > 0) reportOldest();
      }
    },
    listen(whoever) {
      listeners = whoever;
    },
    // V8's promise reject events: 0 rejected with no handler, 1 handled later.
    note(event, promise, reason) {
      if (promise === ignored) return;
      if (event === 0)
        MapPrototypeSet(rejected, promise, { reason, id: ++lastId });
      else if (event === 1) noteHandled(promise);
    },
  };
}
