// Async iterators over what comes by calls.

import { noop } from './primordials.js';
import { Queue } from './queue.js';

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
