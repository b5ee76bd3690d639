// EventTarget, Event, AbortController, AbortSignal and DOMException.

import { invalidArgType, nodeError } from './errors.js';
import { inspect } from './inspect.js';
import {
  ArrayPrototypeSlice,
  FunctionPrototypeSymbolHasInstance,
  MapPrototypeGet,
  MapPrototypeSet,
  ObjectDefineProperties,
  ObjectDefineProperty,
  ReflectApply,
} from './primordials.js';
import { nextTick, now, startTimeout } from './runtime_binding.js';

const CODES = {
  __proto__: null,
  IndexSizeError: 1,
  HierarchyRequestError: 3,
  InvalidCharacterError: 5,
  NotFoundError: 8,
  NotSupportedError: 9,
  InvalidStateError: 11,
  SyntaxError: 12,
  InvalidAccessError: 15,
  SecurityError: 18,
  NetworkError: 19,
  AbortError: 20,
  URLMismatchError: 21,
  QuotaExceededError: 22,
  TimeoutError: 23,
  DataCloneError: 25,
};

function tag(Class, name) {
  ObjectDefineProperty(Class.prototype, Symbol.toStringTag, {
    __proto__: null,
    value: name,
    configurable: true,
  });
}

const ENUMERABLE = { __proto__: null, enumerable: true };

// An error by its looks, though no native one.
export class DOMException {
  #name;
  #message;

  constructor(message = '', options = 'Error') {
    this.#message = `${message}`;
    const named = typeof options === 'object' && options !== null;
    this.#name = `${named ? (options.name ?? 'Error') : options}`;
    if (named && 'cause' in options) {
      ObjectDefineProperty(this, 'cause', {
        __proto__: null,
        value: options.cause,
        configurable: true,
        writable: true,
      });
    }
    Error.captureStackTrace(this);
  }

  get name() {
    return this.#name;
  }
  get message() {
    return this.#message;
  }
  get code() {
    return CODES[this.#name] ?? 0;
  }
}
Object.setPrototypeOf(DOMException.prototype, Error.prototype);
ObjectDefineProperties(DOMException.prototype, {
  name: ENUMERABLE,
  message: ENUMERABLE,
  code: ENUMERABLE,
});
tag(DOMException, 'DOMException');

// DOMException.ABORT_ERR and the like.
for (const [name, code] of [
  ['INDEX_SIZE_ERR', 1],
  ['DOMSTRING_SIZE_ERR', 2],
  ['HIERARCHY_REQUEST_ERR', 3],
  ['WRONG_DOCUMENT_ERR', 4],
  ['INVALID_CHARACTER_ERR', 5],
  ['NO_DATA_ALLOWED_ERR', 6],
  ['NO_MODIFICATION_ALLOWED_ERR', 7],
  ['NOT_FOUND_ERR', 8],
  ['NOT_SUPPORTED_ERR', 9],
  ['INUSE_ATTRIBUTE_ERR', 10],
  ['INVALID_STATE_ERR', 11],
  ['SYNTAX_ERR', 12],
  ['INVALID_MODIFICATION_ERR', 13],
  ['NAMESPACE_ERR', 14],
  ['INVALID_ACCESS_ERR', 15],
  ['VALIDATION_ERR', 16],
  ['TYPE_MISMATCH_ERR', 17],
  ['SECURITY_ERR', 18],
  ['NETWORK_ERR', 19],
  ['ABORT_ERR', 20],
  ['URL_MISMATCH_ERR', 21],
  ['QUOTA_EXCEEDED_ERR', 22],
  ['TIMEOUT_ERR', 23],
  ['INVALID_NODE_TYPE_ERR', 24],
  ['DATA_CLONE_ERR', 25],
]) {
  const constant = { __proto__: null, value: code, enumerable: true };
  ObjectDefineProperty(DOMException, name, constant);
  ObjectDefineProperty(DOMException.prototype, name, constant);
}

const abortError = () =>
  new DOMException('This operation was aborted', 'AbortError');

function inspectAs(name, value, depth, options) {
  if (depth < 0) return `[${name}]`;
  const nested =
    typeof options.depth === 'number' ? options.depth - 1 : options.depth;
  return `${name} ${inspect(value, { ...options, depth: nested })}`;
}

let begin;
let finish;
let stopped;

export class Event {
  #type;
  #bubbles;
  #cancelable;
  #composed;
  #defaultPrevented = false;
  #stopped = false;
  #propagationStopped = false;
  #target = null;
  #dispatching = false;
  #timestamp = now();

  constructor(...args) {
    if (args.length === 0) {
      throw nodeError(
        TypeError,
        'ERR_MISSING_ARGS',
        'The "type" argument must be specified',
      );
    }
    const options = args[1] ?? {};
    if (typeof options !== 'object')
      throw invalidArgType('options', 'of type object', options);
    this.#type = `${args[0]}`;
    this.#bubbles = Boolean(options.bubbles);
    this.#cancelable = Boolean(options.cancelable);
    this.#composed = Boolean(options.composed);
  }

  static {
    begin = (event, target) => {
      event.#target = target;
      event.#dispatching = true;
    };
    finish = (event) => {
      event.#dispatching = false;
    };
    stopped = (event) => event.#stopped;
  }

  get type() {
    return this.#type;
  }
  get target() {
    return this.#target;
  }
  get currentTarget() {
    return this.#dispatching ? this.#target : null;
  }
  get srcElement() {
    return this.#target;
  }
  get bubbles() {
    return this.#bubbles;
  }
  get cancelable() {
    return this.#cancelable;
  }
  get composed() {
    return this.#composed;
  }
  get defaultPrevented() {
    return this.#cancelable && this.#defaultPrevented;
  }
  get returnValue() {
    return !this.defaultPrevented;
  }
  get eventPhase() {
    return this.#dispatching ? 2 : 0;
  }
  get timeStamp() {
    return this.#timestamp;
  }
  get isTrusted() {
    return false;
  }
  get cancelBubble() {
    return this.#propagationStopped;
  }
  set cancelBubble(value) {
    if (value) this.#propagationStopped = true;
  }

  composedPath() {
    return this.#dispatching ? [this.#target] : [];
  }
  preventDefault() {
    this.#defaultPrevented = true;
  }
  stopPropagation() {
    this.#propagationStopped = true;
  }
  stopImmediatePropagation() {
    this.#propagationStopped = true;
    this.#stopped = true;
  }

  [inspect.custom](depth, options) {
    const { type, defaultPrevented, cancelable, timeStamp } = this;
    return inspectAs(
      this.constructor.name,
      { type, defaultPrevented, cancelable, timeStamp },
      depth,
      options,
    );
  }

  static NONE = 0;
  static CAPTURING_PHASE = 1;
  static AT_TARGET = 2;
  static BUBBLING_PHASE = 3;
}
tag(Event, 'Event');

export class CustomEvent extends Event {
  #detail;
  constructor(type, options) {
    super(type, options);
    this.#detail = options?.detail ?? null;
  }
  get detail() {
    return this.#detail;
  }
}
tag(CustomEvent, 'CustomEvent');

// What an exception in a listener becomes: an uncaught one of its own.
function call(listener, target, event) {
  try {
    const { callback } = listener;
    if (typeof callback === 'function')
      return ReflectApply(callback, target, [event]);
    return callback.handleEvent(event);
  } catch (error) {
    nextTick(() => {
      throw error;
    });
    return undefined;
  }
}

function parseListenerOptions(options) {
  if (typeof options === 'boolean') return { capture: options };
  return options ?? {};
}

export class EventTarget {
  #listeners = new Map();

  #of(type) {
    return MapPrototypeGet(this.#listeners, `${type}`) ?? [];
  }

  addEventListener(type, callback, options) {
    if (callback === null || callback === undefined) return;
    if (typeof callback !== 'function' && typeof callback !== 'object') {
      throw invalidArgType(
        'listener',
        'an instance of EventListener',
        callback,
      );
    }
    const { capture, once, signal } = parseListenerOptions(options);
    if (signal?.aborted) return;
    const list = this.#of(type);
    for (let i = 0; i < list.length; i++) {
      if (list[i].callback === callback && list[i].capture === Boolean(capture))
        return;
    }
    const added = ArrayPrototypeSlice(list);
    added[added.length] = {
      callback,
      capture: Boolean(capture),
      once: Boolean(once),
      removed: false,
    };
    MapPrototypeSet(this.#listeners, `${type}`, added);
    signal?.addEventListener(
      'abort',
      () => this.removeEventListener(type, callback, options),
      { once: true },
    );
  }

  removeEventListener(type, callback, options) {
    const capture = Boolean(parseListenerOptions(options).capture);
    const list = this.#of(type);
    const kept = [];
    for (let i = 0; i < list.length; i++) {
      if (list[i].callback === callback && list[i].capture === capture)
        list[i].removed = true;
      else kept[kept.length] = list[i];
    }
    MapPrototypeSet(this.#listeners, `${type}`, kept);
  }

  dispatchEvent(event) {
    if (!FunctionPrototypeSymbolHasInstance(Event, event))
      throw invalidArgType('event', 'an instance of Event', event);
    if (event.eventPhase !== 0) {
      throw nodeError(
        Error,
        'ERR_EVENT_RECURSION',
        `The event "${event.type}" is already being dispatched`,
      );
    }
    begin(event, this);
    const list = this.#of(event.type);
    for (let i = 0; i < list.length && !stopped(event); i++) {
      const listener = list[i];
      if (listener.removed) continue;
      if (listener.once)
        this.removeEventListener(event.type, listener.callback, listener);
      call(listener, this, event);
    }
    finish(event);
    return !event.defaultPrevented;
  }

  [inspect.custom](depth, options) {
    return inspectAs(this.constructor.name, {}, depth, options);
  }
}
tag(EventTarget, 'EventTarget');

const hidden = Symbol('kInternal');
let abortSignal;

function illegal() {
  return nodeError(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
}

export class AbortSignal extends EventTarget {
  #aborted = false;
  #reason;
  #onabort = null;

  constructor(key) {
    if (key !== hidden) throw illegal();
    super();
  }

  static {
    abortSignal = (signal, reason) => {
      if (signal.#aborted) return;
      signal.#aborted = true;
      signal.#reason = reason === undefined ? abortError() : reason;
      signal.dispatchEvent(new Event('abort'));
    };
  }

  get aborted() {
    return this.#aborted;
  }
  get reason() {
    return this.#reason;
  }
  get onabort() {
    return this.#onabort;
  }
  set onabort(callback) {
    if (this.#onabort !== null)
      this.removeEventListener('abort', this.#onabort);
    this.#onabort = typeof callback === 'function' ? callback : null;
    this.addEventListener('abort', this.#onabort);
  }

  throwIfAborted() {
    if (this.#aborted) throw this.#reason;
  }

  [inspect.custom](depth, options) {
    return inspectAs('AbortSignal', { aborted: this.#aborted }, depth, options);
  }

  static abort(reason) {
    const signal = new AbortSignal(hidden);
    abortSignal(signal, reason);
    return signal;
  }

  static timeout(ms) {
    const signal = new AbortSignal(hidden);
    startTimeout(() => {
      const text = 'The operation was aborted due to timeout';
      abortSignal(signal, new DOMException(text, 'TimeoutError'));
    }, ms);
    return signal;
  }

  static any(signals) {
    const all = [...signals];
    const result = new AbortSignal(hidden);
    for (const signal of all) {
      if (signal.aborted) abortSignal(result, signal.reason);
      else {
        signal.addEventListener(
          'abort',
          () => abortSignal(result, signal.reason),
          { once: true },
        );
      }
    }
    return result;
  }
}
tag(AbortSignal, 'AbortSignal');

export class AbortController {
  #signal = new AbortSignal(hidden);

  get signal() {
    return this.#signal;
  }

  abort(reason) {
    abortSignal(this.#signal, reason);
  }

  [inspect.custom](depth, options) {
    return inspectAs(
      'AbortController',
      { signal: this.#signal },
      depth,
      options,
    );
  }
}
tag(AbortController, 'AbortController');
