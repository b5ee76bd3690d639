// The timers module and its promises.

import { makeAsyncQueue } from './async_queue.js';
import { abortedBy } from './errors.js';

// A promise for what start(resolve) gives, unless the signal comes first.
function waitFor({ signal, ref = true } = {}, start, stop) {
  if (signal?.aborted) return Promise.reject(abortedBy(signal));
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      stop(handle);
      reject(abortedBy(signal));
    };
    const handle = start((value) => {
      signal?.removeEventListener('abort', onAbort);
      resolve(value);
    });
    if (!ref) handle.unref();
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function makePromises({
  setTimeout,
  setImmediate,
  setInterval,
  clearTimeout,
  clearImmediate,
  clearInterval,
}) {
  const sleep = (delay, value, options) =>
    waitFor(
      options,
      (resolve) => setTimeout(resolve, delay, value),
      clearTimeout,
    );
  const soon = (value, options) =>
    waitFor(options, (resolve) => setImmediate(resolve, value), clearImmediate);
  function repeat(delay, value, { signal } = {}) {
    const queue = makeAsyncQueue({ onReturn: () => clearInterval(timer) });
    const timer = setInterval(() => queue.push(value), delay);
    const onAbort = () => queue.fail(abortedBy(signal));
    if (signal?.aborted) onAbort();
    else signal?.addEventListener('abort', onAbort, { once: true });
    return queue.iterator;
  }
  return {
    setTimeout: sleep,
    setImmediate: soon,
    setInterval: repeat,
    scheduler: {
      wait: (delay, options) => sleep(delay, undefined, options),
      yield: () => soon(),
    },
  };
}

export function makeTimersModule(globals) {
  return {
    setTimeout: globals.setTimeout,
    clearTimeout: globals.clearTimeout,
    setImmediate: globals.setImmediate,
    clearImmediate: globals.clearImmediate,
    setInterval: globals.setInterval,
    clearInterval: globals.clearInterval,
    promises: makePromises(globals),
  };
}
