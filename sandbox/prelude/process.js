// The process object.

import { EventEmitter, emit } from './events.js';
import { invalidArgType, nodeError, requireFunction } from './errors.js';
import { makeFatal } from './fatal.js';
import { inspect } from './inspect.js';
import {
  NumberIsInteger,
  ObjectAssign,
  ObjectCreate,
  ObjectDefineProperty,
  ReflectSet,
} from './primordials.js';
import {
  makeConstants,
  makeEnvironment,
  makeSystem,
  makeUsage,
} from './process_info.js';
import { makeEmitWarning, makeWarningPrinter } from './warnings.js';

// The exit status where an await of the module's top level waits forever.
const UNSETTLED_MODULE = 13;

const exitStatus = (code) => (Number(code) || 0) & 255;

// Node's rule for process.exit(code) and process.exitCode = code.
function requireExitCode(code) {
  if (code === undefined || code === null) return;
  const number = typeof code === 'string' && code !== '' ? +code : code;
  if (typeof number !== 'number' || (typeof code === 'string' && isNaN(number)))
    throw invalidArgType('code', 'of type number', code);
  if (NumberIsInteger(number)) return;
  throw nodeError(
    RangeError,
    'ERR_OUT_OF_RANGE',
    'The value of "code" is out of range. It must be an integer. ' +
      `Received ${inspect(number)}`,
  );
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
  const status = (otherwise = 0) => exitStatus(process.exitCode ?? otherwise);
  function emitExit(code = process.exitCode || 0) {
    exiting = true;
    // Not of a frozen object, which ends like any other.
    ReflectSet(process, '_exiting', true);
    emit(process, 'exit', code);
  }
  return {
    exiting: () => exiting,
    status,
    emitExit,
    methods: {
      _exiting: false,
      exit(...code) {
        if (code.length !== 0) process.exitCode = code[0];
        if (!exiting) emitExit();
        host.exit(status());
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

// Who is told of what happens in the loop.
function listenToLoop(process, loop, { ending, fatal, emitWarning }) {
  loop.onBeforeExit(() =>
    emit(process, 'beforeExit', process.exitCode | 0),
  );
  loop.onRejection({
    unhandled: (reason, promise) =>
      emit(process, 'unhandledRejection', reason, promise),
    uncaught: (error) => fatal.handles(error, 'unhandledRejection'),
    handledLater(promise, warning) {
      if (!emit(process, 'rejectionHandled', promise)) emitWarning(warning);
    },
  });
  // The last event; called again until nothing that it led to is thrown.
  let emitted = false;
  return function exit() {
    if (!emitted) {
      emitted = true;
      const code = process.exitCode | 0;
      if (loop.waitsForModule()) process.exitCode ??= UNSETTLED_MODULE;
      ending.emitExit(code);
    }
    loop.drain();
    return ending.status();
  };
}

// `clock()` is the run's time in ms; streams are stdin, stdout and stderr.
export function makeProcess({ host, loop, clock, streams, printError }) {
  const process = makeObject();
  const ending = makeEnding(process, host);
  const fatal = makeFatal(process, ending);
  const emitWarning = makeEmitWarning(process, loop, (warning) =>
    emit(process, 'warning', warning),
  );
  ObjectAssign(
    process,
    makeConstants(host.version ?? '10.2.154.26-node.36'),
    makeUsage(host, clock),
    streams,
    makeSystem(),
    ending.methods,
    fatal.methods,
    {
      env: makeEnvironment(),
      nextTick(callback, ...args) {
        requireFunction(callback, 'callback');
        if (!ending.exiting()) loop.nextTick(callback, args);
      },
      emitWarning,
      openStdin() {
        streams.stdin.resume();
        return streams.stdin;
      },
    },
  );
  defineExitCode(process);
  process.on('warning', makeWarningPrinter(process, printError));
  return {
    process,
    exit: listenToLoop(process, loop, { ending, fatal, emitWarning }),
    uncaught: fatal.uncaught,
  };
}
