// Node's EventEmitter.

import { makeAsyncQueue } from './async_queue.js';
import { noteEmission } from './describe.js';
import {
  abortedBy,
  invalidArgType,
  nodeError,
  requireFunction,
} from './errors.js';
import { inspect } from './inspect.js';
import {
  ArrayPrototypeSlice,
  ArrayPrototypeSplice,
  FunctionPrototypeSymbolHasInstance,
  ObjectAssign,
  ObjectCreate,
  ObjectDefineProperty,
  PromisePrototypeThen,
  PromiseResolve,
  runLater,
  ReflectApply,
  ReflectGetPrototypeOf,
  ReflectOwnKeys,
} from './primordials.js';
import { emitWarning, nextTick } from './runtime_binding.js';

const kErrorMonitor = Symbol('events.errorMonitor');
let defaultMaxListeners = 10;

const kShapeMode = Symbol('shapeMode');
const kCapture = Symbol('kCapture');
const kRejection = Symbol.for('nodejs.rejection');


function initialize(options) {
  const events = this._events;
  if (events === undefined || events === ReflectGetPrototypeOf(this)._events) {
    this._events = ObjectCreate(null);
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  this[kShapeMode] = false;
  this[kCapture] = options?.captureRejections
    ? true
    : EventEmitter.captureRejections === true;
}

// A constructor function, because programs call EventEmitter.call(this).
export function EventEmitter(options) {
  ReflectApply(initialize, this, [options]);
}

// What an asynchronous listener's rejection becomes: an 'error' event.
function captureRejection(emitter, result, type, args) {
  PromisePrototypeThen(PromiseResolve(result), undefined, (error) =>
    nextTick(() => {
      const handler = emitter[kRejection];
      if (typeof handler === 'function')
        ReflectApply(handler, emitter, [error, type, ...args]);
      else emitter.emit('error', error);
    }),
  );
}

function call(emitter, listener, type, args) {
  const result = ReflectApply(listener, emitter, args);
  if (emitter[kCapture] === true && typeof result?.then === 'function')
    captureRejection(emitter, result, type, args);
}

function unhandledErrorEvent(emitter, error) {
  if (FunctionPrototypeSymbolHasInstance(Error, error)) {
    noteEmission(error, emitter);
    return error;
  }
  const wrapped = nodeError(
    Error,
    'ERR_UNHANDLED_ERROR',
    `Unhandled error. (${inspect(error)})`,
  );
  wrapped.context = error;
  return wrapped;
}

function emitWith(emitter, type, args) {
  const events = emitter._events;
  if (type === 'error') {
    if (events?.[kErrorMonitor] !== undefined) {
      emitWith(emitter, kErrorMonitor, args);
    }
    if (events?.error === undefined)
      throw unhandledErrorEvent(emitter, args[0]);
  }
  const handler = events?.[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    call(emitter, handler, type, args);
  } else {
    // Listeners that are added or removed meanwhile count from the next event.
    const listeners = ArrayPrototypeSlice(handler);
    for (let i = 0; i < listeners.length; i++) {
      call(emitter, listeners[i], type, args);
    }
  }
  return true;
}

// Unlike the method, works on an emitter whose emit a program has replaced.
export function emit(emitter, type, ...args) {
  return emitWith(emitter, type, args);
}

// More listeners than the limit are told of once.
function warnOfMany(target, type, listeners) {
  const most = target._maxListeners ?? defaultMaxListeners;
  if (!(most > 0 && listeners.length > most) || listeners.warned) return;
  listeners.warned = true;
  const warning = new Error(
    'Possible EventEmitter memory leak detected. ' +
      `${listeners.length} ${String(type)} listeners added to ` +
      `${inspect(target, { depth: -1 })}. ` +
      `MaxListeners is ${most}. ` +
      'Use emitter.setMaxListeners() to increase limit',
  );
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = target;
  warning.type = type;
  warning.count = listeners.length;
  emitWarning(warning);
}

function addListener(target, type, listener, prepend) {
  requireFunction(listener, 'listener');
  if (target._events === undefined) {
    target._events = ObjectCreate(null);
    target._eventsCount = 0;
  } else if (target._events.newListener !== undefined) {
    target.emit('newListener', type, listener.listener ?? listener);
  }
  const events = target._events;
  const existing = events[type];
  if (existing === undefined) {
    events[type] = listener;
    target._eventsCount++;
  } else if (typeof existing === 'function') {
    events[type] = prepend ? [listener, existing] : [existing, listener];
  } else if (prepend) {
    ArrayPrototypeSplice(existing, 0, 0, listener);
  } else {
    existing[existing.length] = listener;
  }
  if (existing !== undefined) warnOfMany(target, type, events[type]);
  return target;
}

function wrapOnce(target, type, listener) {
  requireFunction(listener, 'listener');
  let fired = false;
  function wrapped(...args) {
    if (fired) return undefined;
    fired = true;
    target.removeListener(type, wrapped);
    return ReflectApply(listener, target, args);
  }
  ObjectDefineProperty(wrapped, 'name', {
    __proto__: null,
    value: 'bound onceWrapper',
    configurable: true,
  });
  wrapped.listener = listener;
  return wrapped;
}

function dropEvent(target, type) {
  if (--target._eventsCount === 0) target._events = ObjectCreate(null);
  else delete target._events[type];
}

const matches = (entry, listener) =>
  entry === listener || entry.listener === listener;

function removeListener(target, type, listener) {
  requireFunction(listener, 'listener');
  const list = target._events?.[type];
  if (list === undefined) return target;
  if (typeof list === 'function') {
    if (!matches(list, listener)) return target;
    dropEvent(target, type);
  } else {
    let position = list.length - 1;
    while (position >= 0 && !matches(list[position], listener)) position--;
    if (position < 0) return target;
    ArrayPrototypeSplice(list, position, 1);
    if (list.length === 1) target._events[type] = list[0];
  }
  if (target._events.removeListener !== undefined) {
    target.emit('removeListener', type, listener);
  }
  return target;
}

function removeAllListeners(target, args) {
  const events = target._events;
  if (events === undefined) return target;
  if (args.length === 0) {
    target._events = ObjectCreate(null);
    target._eventsCount = 0;
  } else if (events[args[0]] !== undefined) {
    dropEvent(target, args[0]);
  }
  return target;
}

function listenersOf(target, type, unwrap) {
  const list = target._events?.[type];
  if (list === undefined) return [];
  const copy = typeof list === 'function' ? [list] : ArrayPrototypeSlice(list);
  if (unwrap) {
    for (let i = 0; i < copy.length; i++) copy[i] = copy[i].listener ?? copy[i];
  }
  return copy;
}

ObjectAssign(EventEmitter.prototype, {
  _events: undefined,
  _eventsCount: 0,
  _maxListeners: undefined,
  setMaxListeners(n) {
    requireCount(n, 'setMaxListeners');
    this._maxListeners = n;
    return this;
  },
  getMaxListeners() {
    return this._maxListeners ?? defaultMaxListeners;
  },
  emit(type, ...args) {
    return emitWith(this, type, args);
  },
  addListener(type, listener) {
    return addListener(this, type, listener, false);
  },
  on: undefined, // Below; here is its place when the prototype is listed.
  prependListener(type, listener) {
    return addListener(this, type, listener, true);
  },
  once(type, listener) {
    return this.on(type, wrapOnce(this, type, listener));
  },
  prependOnceListener(type, listener) {
    return this.prependListener(type, wrapOnce(this, type, listener));
  },
  removeListener(type, listener) {
    return removeListener(this, type, listener);
  },
  off: undefined,
  removeAllListeners(...args) {
    return removeAllListeners(this, args);
  },
  listeners(type) {
    return listenersOf(this, type, true);
  },
  rawListeners(type) {
    return listenersOf(this, type, false);
  },
  listenerCount(type, listener) {
    const list = listenersOf(this, type, false);
    if (listener === undefined) return list.length;
    let count = 0;
    for (let i = 0; i < list.length; i++) {
      if (matches(list[i], listener)) count++;
    }
    return count;
  },
  eventNames() {
    return this._eventsCount > 0 ? ReflectOwnKeys(this._events) : [];
  },
});

// As in Node, the same functions by two names; methods that a class overrides
// are called by the one that it overrides.
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;
EventEmitter.prototype.on = EventEmitter.prototype.addListener;

// Runs the listener once the signal is aborted; [Symbol.dispose]() forgets it.
function addAbortListener(signal, listener) {
  if (signal === undefined)
    throw invalidArgType('signal', 'an instance of AbortSignal', signal);
  requireFunction(listener, 'listener');
  if (signal.aborted) runLater(() => listener());
  else signal.addEventListener('abort', listener, { once: true });
  return {
    __proto__: null,
    [Symbol.dispose]: () => signal.removeEventListener('abort', listener),
  };
}

const isTarget = (emitter) =>
  typeof emitter?.on !== 'function' &&
  typeof emitter?.addEventListener === 'function';

function listen(emitter, name, listener, options) {
  if (isTarget(emitter)) emitter.addEventListener(name, listener, options);
  else if (options?.once) emitter.once(name, listener);
  else emitter.on(name, listener);
}

function unlisten(emitter, name, listener) {
  if (isTarget(emitter)) emitter.removeEventListener(name, listener);
  else emitter.removeListener(name, listener);
}

// events.once(emitter, name): a promise for the next event's arguments.
async function once(emitter, name, { signal } = {}) {
  if (signal?.aborted) throw abortedBy(signal);
  return new Promise((resolve, reject) => {
    const clean = () => {
      unlisten(emitter, name, onEvent);
      unlisten(emitter, 'error', onError);
      signal?.removeEventListener('abort', onAbort);
    };
    const onError = (error) => {
      clean();
      reject(error);
    };
    const onEvent = (...args) => {
      clean();
      resolve(args);
    };
    const onAbort = () => onError(abortedBy(signal));
    listen(emitter, name, onEvent, { once: true });
    if (name !== 'error' && !isTarget(emitter))
      listen(emitter, 'error', onError, { once: true });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

// events.on(emitter, name): an async iterator of argument lists.
function on(emitter, name, options) {
  const signal = options?.signal;
  if (signal?.aborted) throw abortedBy(signal);
  const closers = options?.close ?? [];
  const onEvent = (...args) => queue.push(args);
  const onError = (error) => queue.fail(error);
  const onClose = () => queue.finish();
  const onAbort = () => queue.fail(abortedBy(signal));
  const queue = makeAsyncQueue({
    onReturn() {
      unlisten(emitter, name, onEvent);
      unlisten(emitter, 'error', onError);
      signal?.removeEventListener('abort', onAbort);
      for (let i = 0; i < closers.length; i++)
        unlisten(emitter, closers[i], onClose);
    },
  });
  listen(emitter, name, onEvent);
  if (name !== 'error' && !isTarget(emitter)) listen(emitter, 'error', onError);
  for (let i = 0; i < closers.length; i++) listen(emitter, closers[i], onClose);
  signal?.addEventListener('abort', onAbort, { once: true });
  return queue.iterator;
}

function requireCount(n, name) {
  if (typeof n !== 'number') throw invalidArgType(name, 'of type number', n);
  if (n >= 0) return;
  throw nodeError(
    RangeError,
    'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be >= 0. ` +
      `Received ${inspect(n)}`,
  );
}

class EventEmitterAsyncResource extends EventEmitter {}

ObjectAssign(EventEmitter, {
  addAbortListener,
  once,
  on,
  getEventListeners: (emitter, type) => listenersOf(emitter, type, true),
  getMaxListeners: (emitter) => emitter.getMaxListeners(),
  EventEmitter,
  usingDomains: false,
  captureRejectionSymbol: kRejection,
  captureRejections: false,
  EventEmitterAsyncResource,
  errorMonitor: kErrorMonitor,
});
Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  enumerable: true,
  get: () => defaultMaxListeners,
  set(n) {
    requireCount(n, 'defaultMaxListeners');
    defaultMaxListeners = n;
  },
});
ObjectAssign(EventEmitter, {
  setMaxListeners(n = defaultMaxListeners, ...emitters) {
    requireCount(n, 'setMaxListeners');
    for (let i = 0; i < emitters.length; i++) emitters[i].setMaxListeners?.(n);
    if (emitters.length === 0) defaultMaxListeners = n;
  },
  init: initialize,
  listenerCount: (emitter, type) => emitter.listenerCount(type),
});
