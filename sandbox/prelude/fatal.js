// What nobody catches: who is asked, and how the process ends.

import { emit } from './events.js';
import { invalidArgType } from './errors.js';

// Node's exit statuses.
const UNCAUGHT = 1;
const THROWN_BY_HANDLER = 7;

// A function that takes what nobody catches, at most one.
function makeCapture() {
  const state = { captureFn: null };
  return {
    take(error) {
      if (state.captureFn === null) return false;
      state.captureFn(error);
      return true;
    },
    methods: {
      setUncaughtExceptionCaptureCallback(callback) {
        if (callback !== null && typeof callback !== 'function')
          throw invalidArgType('fn', 'of type function or null', callback);
        state.captureFn = callback;
      },
      hasUncaughtExceptionCaptureCallback: () => state.captureFn !== null,
    },
  };
}

// `ending` is the process's: exiting(), emitExit() and status(code otherwise).
export function makeFatal(process, ending) {
  const capture = makeCapture();
  // Set for as long as nothing may be thrown that is handled.
  let status;

  function handles(error, origin) {
    status = THROWN_BY_HANDLER;
    emit(process, 'uncaughtExceptionMonitor', error, origin);
    if (
      capture.take(error) ||
      emit(process, 'uncaughtException', error, origin)
    ) {
      status = undefined;
      return true;
    }
    try {
      if (!ending.exiting()) {
        process.exitCode = UNCAUGHT;
        ending.emitExit();
      }
    } catch {
      // The first exception is the one to tell of.
    }
    status = ending.status(UNCAUGHT);
    return false;
  }

  return {
    handles,
    methods: capture.methods,
    // True if the program handles it; else the exit status, after its 'exit'
    // event. What this throws ends the process, too.
    uncaught(error) {
      if (status !== undefined) return status;
      return handles(error, 'uncaughtException') ? true : status;
    },
  };
}
