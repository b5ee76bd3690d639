// setTimeout and setInterval: a heap of timers by due time, then by age.

import {
  MapPrototypeDelete,
  MapPrototypeGet,
  MapPrototypeSet,
  ReflectApply,
  makeList,
} from './primordials.js';

const LONGEST = 2 ** 31 - 1;

const isBefore = (a, b) => (a.due !== b.due ? a.due < b.due : a.age < b.age);

// A binary heap whose records know their place, so that they can be removed.
export class TimerHeap {
  #records = makeList();
  #size = 0;

  get first() {
    return this.#size > 0 ? this.#records[0] : undefined;
  }

  add(record) {
    this.#up(record, this.#size++);
  }

  remove(record) {
    const { place } = record;
    if (place < 0) return;
    record.place = -1;
    const last = this.#records[--this.#size];
    this.#records[this.#size] = undefined;
    if (last === record) return;
    if (place > 0 && isBefore(last, this.#records[(place - 1) >> 1])) {
      this.#up(last, place);
    } else {
      this.#down(last, place);
    }
  }

  #put(record, place) {
    this.#records[place] = record;
    record.place = place;
  }

  #up(record, from) {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(record, this.#records[parent])) break;
      this.#put(this.#records[parent], place);
      place = parent;
    }
    this.#put(record, place);
  }

  #down(record, from) {
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.#size) break;
      if (
        child + 1 < this.#size &&
        isBefore(this.#records[child + 1], this.#records[child])
      ) {
        child++;
      }
      if (!isBefore(this.#records[child], record)) break;
      this.#put(this.#records[child], place);
      place = child;
    }
    this.#put(record, place);
  }
}

// Node's rule: what is no number from 1 to 2^31-1 is 1.
function delayOf(value) {
  const delay = value * 1;
  return delay >= 1 && delay <= LONGEST ? Math.trunc(delay) : 1;
}

// `drain` runs after each callback.
export function makeTimers(host, drain) {
  const heap = new TimerHeap();
  const byId = new Map();
  let ages = 0;
  let referenced = 0;

  const now = () => Math.floor(host.now());

  function start(record) {
    record.age = ++ages;
    if (record.referenced) referenced++;
    heap.add(record);
  }

  function stop(record) {
    if (record.place < 0) return;
    heap.remove(record);
    if (record.referenced) referenced--;
  }

  function setReferenced(record, value) {
    if (record.referenced === value) return;
    record.referenced = value;
    if (record.place >= 0) referenced += value ? 1 : -1;
  }

  function clear(record) {
    stop(record);
    record.cleared = true;
    if (record.id !== 0) MapPrototypeDelete(byId, record.id);
  }

  class Timeout {
    #record;
    // What stack traces call a callback by.
    _onTimeout;

    constructor(record) {
      this.#record = record;
      this._onTimeout = record.callback;
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
    close() {
      clear(this.#record);
      return this;
    }
    refresh() {
      const record = this.#record;
      if (record.cleared) return this;
      stop(record);
      record.due = now() + record.delay;
      start(record);
      return this;
    }
    // The number that clearTimeout takes as well.
    [Symbol.toPrimitive]() {
      const record = this.#record;
      if (record.id === 0) {
        record.id = record.serial;
        MapPrototypeSet(byId, record.id, record);
      }
      return record.id;
    }
    static recordOf(handle) {
      if (typeof handle === 'object' && handle !== null) {
        return #record in handle ? handle.#record : undefined;
      }
      return typeof handle === 'number' || typeof handle === 'string'
        ? MapPrototypeGet(byId, +handle)
        : undefined;
    }
  }
  const { recordOf } = Timeout;
  delete Timeout.recordOf;

  function set(callback, delayArgument, args, repeat) {
    const delay = delayOf(delayArgument);
    // The shortest delay means "the next turn": whether a millisecond has
    // passed by then must not decide what runs first.
    const due = now() + (delay === 1 ? 0 : delay);
    const record = {
      callback,
      args,
      delay,
      due,
      repeat,
      age: 0,
      serial: ages + 1,
      id: 0,
      place: -1,
      referenced: true,
      cleared: false,
      handle: null,
    };
    record.handle = new Timeout(record);
    start(record);
    return record.handle;
  }

  function call(record) {
    stop(record);
    try {
      ReflectApply(record.callback, record.handle, record.args);
    } finally {
      if (record.repeat && !record.cleared && record.place < 0) {
        record.due = now() + record.delay;
        start(record);
      }
    }
    drain();
  }

  // Runs what is due; timers started meanwhile wait for the next turn.
  function run() {
    const youngest = ages;
    for (;;) {
      const record = heap.first;
      if (record === undefined || record.due > now() || record.age > youngest)
        return;
      call(record);
    }
  }

  return {
    run,
    setTimeout: (callback, delay, args) => set(callback, delay, args, false),
    setInterval: (callback, delay, args) => set(callback, delay, args, true),
    clear(handle) {
      const record = recordOf(handle);
      if (record !== undefined) clear(record);
    },
    referenced: () => referenced > 0,
    nextDue() {
      const record = heap.first;
      return record === undefined ? Infinity : Math.max(0, record.due - now());
    },
  };
}
