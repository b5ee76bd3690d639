// The runtime whose program runs now, for modules that exist once and serve the
// program and the rehearsal before it alike. Packages see this as `process`.

import { noop } from './primordials.js';

let active = {
  nextTick: noop,
  setTimeout: noop,
  stdout: null,
  stderr: null,
  emitWarning: noop,
  now: () => 0,
};

export let stdout = null;
export let stderr = null;

export function activate(runtime) {
  active = runtime;
  stdout = runtime.stdout;
  stderr = runtime.stderr;
}

export function nextTick(callback, ...args) {
  active.nextTick(callback, args);
}

// A timer that does not keep the program running.
export const startTimeout = (callback, ms) =>
  active.setTimeout(callback, ms, []).unref();

// `warning` is text or an error; as process.emitWarning.
export const emitWarning = (warning, ...args) =>
  active.emitWarning(warning, ...args);

export const now = () => active.now();
