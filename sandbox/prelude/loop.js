// The event loop: ticks, microtasks, timers, input, immediates, rejections.
//
// One turn is Node's: due timers, then input, then immediates; after each
// callback process.nextTick's queue and the microtasks are drained.

import { nodeError } from './errors.js';
import {
  MapIteratorPrototypeNext,
  MapPrototypeDelete,
  MapPrototypeEntries,
  MapPrototypeGetSize,
  MapPrototypeSet,
  ObjectPrototypeHasOwnProperty,
  ReflectApply,
  WeakSetPrototypeAdd,
  WeakSetPrototypeHas,
  noop,
} from './primordials.js';
import { Queue } from './queue.js';
import { makeTimers } from './timers.js';

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

export function makeLoop(host) {
  const ticks = new Queue();
  const immediates = new Queue();
  const jobs = new Queue();
  const inputs = [];
  const rejected = new Map();
  // Called with (reason, promise); true: somebody listens.
  let onUnhandledRejection = () => false;
  let onRejectionHandled = noop;
  const reported = new WeakSet();
  // What was thrown last for a rejection.
  let lastRejection = null;
  let beforeExit = noop;
  let referencedImmediates = 0;
  let ended = false;

  function runTicks() {
    do {
      while (ticks.length > 0) {
        const { callback, args } = ticks.shift();
        ReflectApply(callback, undefined, args);
      }
      host.runMicrotasks();
    } while (ticks.length > 0);
  }

  function reportOldestRejection() {
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

  function drain() {
    runTicks();
    while (MapPrototypeGetSize(rejected) > 0) {
      reportOldestRejection();
      runTicks();
    }
  }

  const timers = makeTimers(host, drain);

  class Immediate {
    #record;
    constructor(record) {
      this.#record = record;
    }
    ref() {
      setReferenced(this.#record, true);
      return this;
    }
    unref() {
      setReferenced(this.#record, false);
      return this;
    }
    hasRef() {
      return this.#record.referenced;
    }
    [Symbol.dispose ?? Symbol.for('Symbol.dispose')]() {
      cancel(this.#record);
    }
    static clear(handle) {
      if (typeof handle !== 'object' || handle === null) return;
      if (#record in handle) cancel(handle.#record);
    }
  }
  const clearImmediate = Immediate.clear;
  delete Immediate.clear;

  function setReferenced(record, referenced) {
    if (record.done || record.referenced === referenced) return;
    record.referenced = referenced;
    referencedImmediates += referenced ? 1 : -1;
  }

  function cancel(record) {
    setReferenced(record, false);
    record.done = true;
  }

  function setImmediate(callback, args) {
    const record = { callback, args, done: false, referenced: true };
    referencedImmediates++;
    immediates.push(record);
    return new Immediate(record);
  }

  function runImmediates() {
    for (let left = immediates.length; left > 0; left--) {
      const record = immediates.shift();
      if (record.done) continue;
      cancel(record);
      ReflectApply(record.callback, undefined, record.args);
      drain();
    }
  }

  function runJobs() {
    for (let left = jobs.length; left > 0; left--) {
      jobs.shift()();
      drain();
    }
  }

  function inputsWanted() {
    for (let i = 0; i < inputs.length; i++) {
      if (inputs[i].wantsInput()) return true;
    }
    return false;
  }

  // Reading blocks: where the host can tell, it is not done while something
  // else is due before there is input.
  function inputReady() {
    if (host.waitInput === undefined) return true;
    if (referencedImmediates > 0 || jobs.length > 0) return host.waitInput(0);
    const due = timers.nextDue();
    return due === Infinity || host.waitInput(due);
  }

  function pollInputs() {
    if (!inputsWanted() || !inputReady()) return;
    for (let i = 0; i < inputs.length; i++) {
      if (!inputs[i].wantsInput()) continue;
      inputs[i].readInput();
      drain();
    }
  }

  const busy = () =>
    ticks.length > 0 ||
    jobs.length > 0 ||
    referencedImmediates > 0 ||
    inputsWanted();

  // -1: nothing left to do; 0: call again; n: nothing before n ms have passed.
  function turn() {
    drain();
    timers.run();
    runJobs();
    pollInputs();
    runImmediates();
    if (busy() || timers.referenced()) {
      ended = false;
      return busy() ? 0 : timers.nextDue();
    }
    // The engine may ask again after the end.
    if (!ended) {
      beforeExit();
      drain();
    }
    ended = !busy() && !timers.referenced();
    return ended ? -1 : 0;
  }

  return {
    turn,
    drain,
    timers,
    setImmediate,
    clearImmediate,
    nextTick(callback, args) {
      ticks.push({ callback, args });
    },
    // Runs once in the next turn, as the completion of some I/O would.
    enqueueJob(job) {
      jobs.push(job);
    },
    addInput(input) {
      inputs[inputs.length] = input;
    },
    onUnhandledRejection(listener, handledListener) {
      onUnhandledRejection = listener;
      onRejectionHandled = handledListener;
    },
    // True if `error` was thrown for a rejection, and not since.
    isRejection(error) {
      const is = lastRejection !== null && lastRejection.error === error;
      lastRejection = null;
      return is;
    },
    onBeforeExit(listener) {
      beforeExit = listener;
    },
    // V8's promise reject events: 0 rejected with no handler, 1 handled later.
    rejection(event, promise, reason) {
      if (event === 0) MapPrototypeSet(rejected, promise, reason);
      else if (event === 1 && !MapPrototypeDelete(rejected, promise)) {
        if (WeakSetPrototypeHas(reported, promise))
          ticks.push({ callback: onRejectionHandled, args: [promise] });
      }
    },
  };
}
