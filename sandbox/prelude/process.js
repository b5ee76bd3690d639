// The process object.

import { EventEmitter, emit } from './events.js';
import {
  invalidArgType,
  nodeError,
  requireFunction,
  systemError,
} from './errors.js';
import { inspect } from './inspect.js';
import { signals } from './numbers.js';
import {
  ArrayIsArray,
  ObjectAssign,
  ObjectCreate,
  ObjectDefineProperty,
  ReflectSet,
} from './primordials.js';

// The exit status where an await of the module's top level waits forever.
const UNSETTLED_MODULE = 13;

const exitStatus = (code) => (Number(code) || 0) & 255;

function makeHrtime(clock) {
  const hrtime = (previous) => {
    if (previous !== undefined && !ArrayIsArray(previous))
      throw invalidArgType('time', 'an instance of Array', previous);
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

const NO_USAGE = {
  sharedMemorySize: 0,
  unsharedDataSize: 0,
  unsharedStackSize: 0,
  minorPageFault: 0,
  majorPageFault: 0,
  swappedOut: 0,
  fsRead: 0,
  fsWrite: 0,
  ipcSent: 0,
  ipcReceived: 0,
  signalsCount: 0,
  voluntaryContextSwitches: 0,
  involuntaryContextSwitches: 0,
};

function makeUsage(host, clock) {
  const memoryUsage = () => host.memory();
  memoryUsage.rss = () => host.memory().rss;
  return {
    hrtime: makeHrtime(clock),
    uptime: () => clock() / 1000,
    memoryUsage,
    cpuUsage(previous) {
      if (previous !== undefined && typeof previous !== 'object')
        throw invalidArgType('prevValue', 'of type object', previous);
      const user = Math.round(host.cpuTime() * 1000) - (previous?.user ?? 0);
      return { user, system: 0 };
    },
    resourceUsage: () => ({
      userCPUTime: Math.round(host.cpuTime() * 1000),
      systemCPUTime: 0,
      maxRSS: Math.round(host.memory().rss / 1024),
      ...NO_USAGE,
    }),
    constrainedMemory: () => 0,
    availableMemory: () => host.memory().heapTotal - host.memory().heapUsed,
  };
}

const CONSTANTS = {
  title: 'node',
  version: 'v18.20.4',
  versions: { node: '18.20.4', v8: '10.2.154.26-node.36' },
  arch: 'x64',
  platform: 'linux',
  release: { name: 'node', lts: 'Hydrogen' },
  config: { target_defaults: {}, variables: {} },
  features: {
    inspector: false,
    debug: false,
    uv: true,
    ipv6: false,
    tls_alpn: false,
    tls_sni: false,
    tls_ocsp: false,
    tls: false,
  },
  domain: null,
  argv0: 'node',
  execPath: 'node',
  pid: 1,
  ppid: 0,
};

// Node's rule for process.exit(code) and process.exitCode = code.
function requireExitCode(code) {
  if (code === undefined || code === null) return;
  const number = typeof code === 'string' && code !== '' ? +code : code;
  if (typeof number !== 'number' || (typeof code === 'string' && isNaN(number)))
    throw invalidArgType('code', 'of type number', code);
  if (Number.isInteger(number)) return;
  throw nodeError(
    RangeError,
    'ERR_OUT_OF_RANGE',
    'The value of "code" is out of range. It must be an integer. ' +
      `Received ${inspect(number)}`,
  );
}

function asWarning(warning, type, code) {
  if (typeof warning !== 'string' && !(warning instanceof Error)) {
    throw invalidArgType(
      'warning',
      'of type string or an instance of Error',
      warning,
    );
  }
  if (typeof warning !== 'string') return warning;
  const options = typeof type === 'object' && type !== null ? type : { type };
  const result = new Error(warning);
  result.name = `${options.type ?? 'Warning'}`;
  const given = options.code ?? (typeof code === 'string' ? code : undefined);
  if (given !== undefined) result.code = given;
  if (options.detail !== undefined) result.detail = options.detail;
  return result;
}

// Prints warnings as Node does, and how to find out more after the first.
function makeWarnings(process, loop, printError) {
  let explained = false;
  function print(warning) {
    if (warning.name === 'DeprecationWarning' && process.noDeprecation) return;
    const code = warning.code ? `[${warning.code}] ` : '';
    let text = `(node:1) ${code}${warning.name}: ${warning.message}\n`;
    if (!explained) {
      const flag =
        warning.name === 'DeprecationWarning'
          ? '--trace-deprecation'
          : '--trace-warnings';
      text += `(Use \`node ${flag} ...\` to show where the warning was created)\n`;
      explained = true;
    }
    if (typeof warning.detail === 'string') text += `${warning.detail}\n`;
    printError(text);
  }
  return function emitWarning(warning, type, code) {
    const result = asWarning(warning, type, code);
    if (result.name === 'DeprecationWarning' && process.noDeprecation) return;
    loop.nextTick(() => {
      print(result);
      emit(process, 'warning', result);
    }, []);
  };
}

// What a process may ask the system for, where there is nothing to be had.
function makeSystem() {
  const nobody = () => 1000;
  return {
    cwd: () => '/',
    chdir(directory) {
      if (directory !== '/')
        throw systemError('ENOENT', 'chdir', '/', `${directory}`);
    },
    umask: () => 0o22,
    getuid: nobody,
    geteuid: nobody,
    getgid: nobody,
    getegid: nobody,
    getgroups: () => [1000],
    kill(pid, signal = 'SIGTERM') {
      if (typeof signal === 'string' && signals[signal] === undefined) {
        throw nodeError(
          TypeError,
          'ERR_UNKNOWN_SIGNAL',
          `Unknown signal: ${signal}`,
        );
      }
      throw systemError('EPERM', 'kill');
    },
    getActiveResourcesInfo: () => [],
    _getActiveHandles: () => [],
    _getActiveRequests: () => [],
  };
}

function defineExitCode(process) {
  let exitCode;
  ObjectDefineProperty(process, 'exitCode', {
    __proto__: null,
    get: () => exitCode,
    set(code) {
      requireExitCode(code);
      exitCode = code;
    },
    enumerable: true,
    configurable: false,
  });
}

function makeEnding(process, host) {
  let exiting = false;
  function emitExit(code) {
    if (exiting) return;
    exiting = true;
    // Not of a frozen object, which ends like any other.
    ReflectSet(process, '_exiting', true);
    emit(process, 'exit', code);
  }
  return {
    exiting: () => exiting,
    emitExit,
    methods: {
      exit(code) {
        requireExitCode(code);
        if (code !== undefined && code !== null) process.exitCode = code;
        emitExit(process.exitCode || 0);
        host.exit(exitStatus(process.exitCode));
      },
      reallyExit(code) {
        host.exit(exitStatus(code));
      },
      abort() {
        host.exit(134);
      },
    },
  };
}

// A function that takes what nobody catches, at most one.
function makeCapture() {
  let capture = null;
  return {
    take(error) {
      if (capture === null) return false;
      capture(error);
      return true;
    },
    methods: {
      setUncaughtExceptionCaptureCallback(callback) {
        if (callback !== null && typeof callback !== 'function')
          throw invalidArgType('fn', 'of type function or null', callback);
        capture = callback;
      },
      hasUncaughtExceptionCaptureCallback: () => capture !== null,
    },
  };
}

function makeObject() {
  const process = ObjectCreate(
    ObjectCreate(EventEmitter.prototype, {
      constructor: { value: { process() {} }.process, configurable: true },
    }),
  );
  EventEmitter.call(process);
  ObjectDefineProperty(process, Symbol.toStringTag, {
    __proto__: null,
    value: 'process',
    configurable: true,
  });
  return process;
}

// `clock()` is the run's time in ms; streams are stdin, stdout and stderr.
export function makeProcess({ host, loop, clock, streams, printError }) {
  const process = makeObject();
  const ending = makeEnding(process, host);
  const capture = makeCapture();
  ObjectAssign(
    process,
    CONSTANTS,
    makeUsage(host, clock),
    streams,
    makeSystem(),
    ending.methods,
    capture.methods,
    {
      argv: ['node', '/main.js'],
      execArgv: [],
      // Where the templates of one site write what they find.
      env: { OUTPUT_PATH: '/dev/stdout' },
      nextTick(callback, ...args) {
        requireFunction(callback, 'callback');
        if (!ending.exiting()) loop.nextTick(callback, args);
      },
      emitWarning: makeWarnings(process, loop, printError),
      openStdin() {
        streams.stdin.resume();
        return streams.stdin;
      },
    },
  );
  defineExitCode(process);
  loop.onBeforeExit(() => emit(process, 'beforeExit', process.exitCode | 0));
  loop.onUnhandledRejection(
    (reason, promise) => emit(process, 'unhandledRejection', reason, promise),
    (promise) => emit(process, 'rejectionHandled', promise),
  );

  return {
    process,
    // Emits 'exit' unless that is done; returns the status.
    exit() {
      const code = process.exitCode | 0;
      if (loop.waitsForModule()) process.exitCode ??= UNSETTLED_MODULE;
      ending.emitExit(code);
      return exitStatus(process.exitCode);
    },
    // True if the program handles it. Otherwise it has had its 'exit' event.
    uncaught(error) {
      const origin = loop.isRejection(error)
        ? 'unhandledRejection'
        : 'uncaughtException';
      emit(process, 'uncaughtExceptionMonitor', error, origin);
      if (capture.take(error)) return true;
      if (emit(process, 'uncaughtException', error, origin)) return true;
      ending.emitExit(1);
      return false;
    },
  };
}
