// The process object.

import { EventEmitter, emit } from './events.js';
import { requireFunction } from './errors.js';
import {
  ObjectAssign,
  ObjectCreate,
  ObjectDefineProperty,
} from './primordials.js';

const exitStatus = (code) => (Number(code) || 0) & 255;

function makeHrtime(clock) {
  const hrtime = (previous) => {
    const ms = clock();
    let seconds = Math.floor(ms / 1000);
    let nanoseconds = Math.floor((ms % 1000) * 1e6);
    if (previous !== undefined) {
      seconds -= previous[0];
      nanoseconds -= previous[1];
      if (nanoseconds < 0) {
        seconds--;
        nanoseconds += 1e9;
      }
    }
    return [seconds, nanoseconds];
  };
  hrtime.bigint = () => BigInt(Math.floor(clock() * 1e6));
  return hrtime;
}

function makeUsage(host, clock) {
  const memoryUsage = () => host.memory();
  memoryUsage.rss = () => host.memory().rss;
  return {
    hrtime: makeHrtime(clock),
    uptime: () => clock() / 1000,
    memoryUsage,
    cpuUsage(previous) {
      const user = Math.round(host.cpuTime() * 1000) - (previous?.user ?? 0);
      return { user, system: 0 };
    },
  };
}

const CONSTANTS = {
  title: 'node',
  version: 'v18.20.4',
  versions: { node: '18.20.4', v8: '10.2.154.26-node.36' },
  arch: 'x64',
  platform: 'linux',
  release: { name: 'node', lts: 'Hydrogen' },
  argv0: 'node',
  execPath: 'node',
  pid: 1,
  ppid: 0,
};

// `clock()` is the run's time in ms; streams are stdin, stdout and stderr.
export function makeProcess({ host, loop, clock, streams, printError }) {
  const process = ObjectCreate(
    ObjectCreate(EventEmitter.prototype, {
      constructor: { value: { process() {} }.process, configurable: true },
    }),
  );
  EventEmitter.call(process);
  let exiting = false;

  function emitExit(code) {
    if (exiting) return;
    exiting = true;
    emit(process, 'exit', code);
  }

  ObjectAssign(process, CONSTANTS, makeUsage(host, clock), streams, {
    argv: ['node', '/main.js'],
    execArgv: [],
    env: {},
    exitCode: undefined,
    cwd: () => '/',
    nextTick(callback, ...args) {
      requireFunction(callback, 'callback');
      if (!exiting) loop.nextTick(callback, args);
    },
    exit(code) {
      if (code !== undefined && code !== null) process.exitCode = code;
      emitExit(exitStatus(process.exitCode));
      host.exit(exitStatus(process.exitCode));
    },
    abort() {
      host.exit(134);
    },
    emitWarning(warning, type) {
      const name = warning?.name ?? type?.type ?? type ?? 'Warning';
      printError(`(node:1) ${name}: ${warning?.message ?? warning}\n`);
    },
  });
  ObjectDefineProperty(process, Symbol.toStringTag, {
    __proto__: null,
    value: 'process',
    configurable: true,
  });

  loop.onBeforeExit(() =>
    emit(process, 'beforeExit', exitStatus(process.exitCode)),
  );
  loop.onUnhandledRejection((reason, promise) =>
    emit(process, 'unhandledRejection', reason, promise),
  );

  return {
    process,
    // Emits 'exit' unless that is done; returns the status.
    exit() {
      emitExit(exitStatus(process.exitCode));
      return exitStatus(process.exitCode);
    },
    // True if the program handles it. Otherwise it has had its 'exit' event.
    uncaught(error) {
      emit(process, 'uncaughtExceptionMonitor', error, 'uncaughtException');
      if (emit(process, 'uncaughtException', error, 'uncaughtException'))
        return true;
      emitExit(1);
      return false;
    },
  };
}
