// Node's EventEmitter.

import { nodeError, requireFunction } from './errors.js';
import {
  ArrayPrototypeSlice,
  ArrayPrototypeSplice,
  FunctionPrototypeSymbolHasInstance,
  ObjectAssign,
  ObjectCreate,
  ReflectApply,
  ReflectOwnKeys,
  noop,
} from './primordials.js';
import { Queue } from './queue.js';
import { inspect } from './inspect.js';

const kErrorMonitor = Symbol('events.errorMonitor');
let defaultMaxListeners = 10;

// A constructor function, because programs call EventEmitter.call(this).
export function EventEmitter() {
  if (
    this._events === undefined ||
    this._events === Object.getPrototypeOf(this)._events
  ) {
    this._events = ObjectCreate(null);
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
}

function unhandledErrorEvent(args) {
  const error = args[0];
  if (FunctionPrototypeSymbolHasInstance(Error, error)) return error;
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
    if (events?.error === undefined) throw unhandledErrorEvent(args);
  }
  const handler = events?.[type];
  if (handler === undefined) return false;
  if (typeof handler === 'function') {
    ReflectApply(handler, emitter, args);
  } else {
    // Listeners that are added or removed meanwhile count from the next event.
    const listeners = ArrayPrototypeSlice(handler);
    for (let i = 0; i < listeners.length; i++) {
      ReflectApply(listeners[i], emitter, args);
    }
  }
  return true;
}

// Unlike the method, works on an emitter whose emit a program has replaced.
export function emit(emitter, type, ...args) {
  return emitWith(emitter, type, args);
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
  on(type, listener) {
    return addListener(this, type, listener, false);
  },
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
  off(type, listener) {
    return this.removeListener(type, listener);
  },
  removeAllListeners(...args) {
    return removeAllListeners(this, args);
  },
  listeners(type) {
    return listenersOf(this, type, true);
  },
  rawListeners(type) {
    return listenersOf(this, type, false);
  },
  listenerCount(type) {
    return listenersOf(this, type, false).length;
  },
  eventNames() {
    return this._eventsCount > 0 ? ReflectOwnKeys(this._events) : [];
  },
});

// events.once(emitter, name): a promise for the next event's arguments.
function once(emitter, name) {
  return new Promise((resolve, reject) => {
    const onError = (error) => {
      emitter.removeListener(name, onEvent);
      reject(error);
    };
    const onEvent = (...args) => {
      emitter.removeListener('error', onError);
      resolve(args);
    };
    emitter.once(name, onEvent);
    if (name !== 'error') emitter.once('error', onError);
  });
}

// An async iterator over what `push` is given until `finish` or `fail`.
// `onDemand` is told how many values wait after each change.
export function makeAsyncQueue({ onReturn = noop, onDemand = noop } = {}) {
  const values = new Queue();
  const waiting = new Queue();
  let finished = false;
  let failure = null;
  const settle = () => {
    while (waiting.length > 0)
      waiting.shift().resolve({ value: undefined, done: true });
  };
  const iterator = {
    next() {
      if (values.length > 0) {
        const value = values.shift();
        onDemand(values.length);
        return Promise.resolve({ value, done: false });
      }
      if (failure !== null) {
        const { error } = failure;
        failure = null;
        return Promise.reject(error);
      }
      if (finished) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) =>
        waiting.push({ resolve, reject }),
      );
    },
    return() {
      finished = true;
      onReturn();
      settle();
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(error) {
      finished = true;
      onReturn();
      return Promise.reject(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return {
    iterator,
    push(value) {
      if (finished) return;
      if (waiting.length > 0) waiting.shift().resolve({ value, done: false });
      else values.push(value);
      onDemand(values.length);
    },
    finish() {
      finished = true;
      settle();
    },
    fail(error) {
      if (waiting.length > 0) waiting.shift().reject(error);
      else failure = { error };
      finished = true;
      onReturn();
    },
  };
}

// events.on(emitter, name): an async iterator of argument lists.
function on(emitter, name, options) {
  const closers = options?.close ?? [];
  const onEvent = (...args) => queue.push(args);
  const onError = (error) => queue.fail(error);
  const onClose = () => queue.finish();
  const queue = makeAsyncQueue({
    onReturn() {
      emitter.removeListener(name, onEvent);
      emitter.removeListener('error', onError);
      for (let i = 0; i < closers.length; i++) {
        emitter.removeListener(closers[i], onClose);
      }
    },
  });
  emitter.on(name, onEvent);
  if (name !== 'error') emitter.on('error', onError);
  for (let i = 0; i < closers.length; i++) emitter.on(closers[i], onClose);
  return queue.iterator;
}

ObjectAssign(EventEmitter, {
  EventEmitter,
  once,
  on,
  errorMonitor: kErrorMonitor,
  captureRejectionSymbol: Symbol.for('nodejs.rejection'),
  listenerCount: (emitter, type) => emitter.listenerCount(type),
  getEventListeners: (emitter, type) => listenersOf(emitter, type, true),
  setMaxListeners(n, ...emitters) {
    for (let i = 0; i < emitters.length; i++) emitters[i].setMaxListeners(n);
    if (emitters.length === 0) defaultMaxListeners = n;
  },
});
Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  enumerable: true,
  get: () => defaultMaxListeners,
  set(n) {
    defaultMaxListeners = n;
  },
});
