// setImmediate: what runs at the end of the loop's next turn.

import { ReflectApply } from './primordials.js';
import { Queue } from './queue.js';

// `drain` runs after each callback.
export function makeImmediates(drain) {
  const immediates = new Queue();
  let count = 0;

  class Immediate {
    #record;
    // What stack traces call a callback by.
    _onImmediate;

    constructor(record) {
      this.#record = record;
      this._onImmediate = record.callback;
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
  const { clear } = Immediate;
  delete Immediate.clear;

  function setReferenced(record, referenced) {
    if (record.done || record.referenced === referenced) return;
    record.referenced = referenced;
    count += referenced ? 1 : -1;
  }

  function cancel(record) {
    setReferenced(record, false);
    record.done = true;
  }

  function set(callback, args) {
    const record = {
      callback,
      args,
      done: false,
      referenced: true,
      handle: null,
    };
    record.handle = new Immediate(record);
    count++;
    immediates.push(record);
    return record.handle;
  }

  function run() {
    for (let left = immediates.length; left > 0; left--) {
      const record = immediates.shift();
      if (record.done) continue;
      cancel(record);
      try {
        ReflectApply(record.callback, record.handle, record.args);
      } finally {
        record.handle._onImmediate = null;
      }
      drain();
    }
  }

  return { run, set, clear, referenced: () => count > 0 };
}
