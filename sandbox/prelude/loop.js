// The event loop: ticks, microtasks, timers, input, immediates, rejections.
//
// One turn is Node's: due timers, then input, then immediates; after each
// callback process.nextTick's queue and the microtasks are drained.

import { makeImmediates } from './immediates.js';
import { ReflectApply, makeList, noop } from './primordials.js';
import { Queue } from './queue.js';
import { makeRejections } from './rejections.js';
import { makeTimers } from './timers.js';

export function makeLoop(host) {
  const ticks = new Queue();
  const jobs = new Queue();
  const inputs = makeList();
  const rejections = makeRejections(host.detail ?? String);
  let beforeExit = noop;
  let ended = false;
  // The ES module's promise until it is settled.
  let pendingModule = null;

  // Nobody handles it: its rejection is the module's exception.
  function checkModule() {
    const state = host.details(pendingModule);
    if (state[1] === 0) return;
    pendingModule = null;
    if (state[1] === 2) rejections.throwFromModule(state[2]);
  }

  function runTicks() {
    do {
      while (ticks.length > 0) {
        const { callback, args } = ticks.shift();
        ReflectApply(callback, undefined, args);
      }
      host.runMicrotasks();
      if (pendingModule !== null) checkModule();
    } while (ticks.length > 0);
  }

  function drain() {
    runTicks();
    while (rejections.any()) {
      rejections.report();
      runTicks();
    }
  }

  const timers = makeTimers(host, drain);

  const immediates = makeImmediates(drain);

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
    if (immediates.referenced() || jobs.length > 0) return host.waitInput(0);
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
    immediates.referenced() ||
    inputsWanted();

  // -1: nothing left to do; 0: call again; n: nothing before n ms have passed.
  function turn() {
    drain();
    timers.run();
    runJobs();
    pollInputs();
    immediates.run();
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
    // What an ES module has said so far comes before the ticks.
    await(promise) {
      rejections.ignore(promise);
      pendingModule = promise;
      host.runMicrotasks();
      checkModule();
      drain();
    },
    waitsForModule: () => pendingModule !== null,
    timers,
    setImmediate: immediates.set,
    clearImmediate: immediates.clear,
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
    onRejection: rejections.listen,
    onBeforeExit(listener) {
      beforeExit = listener;
    },
    rejection: rejections.note,
  };
}
