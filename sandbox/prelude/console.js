// The console: Node's formatting, on the process's text sinks.

import { invalidArgType, nodeError } from './errors.js';
import { format, formatWithOptions, inspect } from './inspect.js';
import {
  ArrayIsArray,
  MapPrototypeDelete,
  MapPrototypeGet,
  MapPrototypeHas,
  MapPrototypeSet,
  NumberPrototypeToFixed,
  ObjectDefineProperty,
  ReflectApply,
  StringPrototypeIncludes,
  StringPrototypeRepeat,
  StringPrototypeReplaceAll,
  StringPrototypeSlice,
  noop,
} from './primordials.js';
import { emitWarning } from './runtime_binding.js';
import { renderData } from './table.js';

// A primitive as console.log prints it after the first argument; undefined for
// what needs inspect.
function plain(value) {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return value === 0 && 1 / value < 0 ? '-0' : `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'undefined':
      return 'undefined';
    case 'bigint':
      return `${value}n`;
    default:
      return value === null ? 'null' : undefined;
  }
}

// What console.log(...args) prints. Primitives, the common case, run no code
// that a program could have replaced.
export function render(args) {
  const count = args.length;
  const first = args[0];
  if (typeof first === 'string') {
    if (count === 1) return first;
    if (StringPrototypeIncludes(first, '%'))
      return ReflectApply(format, undefined, args);
  }
  let text = '';
  for (let i = 0; i < count; i++) {
    const part = plain(args[i]);
    if (part === undefined) return ReflectApply(format, undefined, args);
    text = i === 0 ? part : `${text} ${part}`;
  }
  return text;
}

function renderDuration(ms) {
  if (ms < 1000) return `${+NumberPrototypeToFixed(ms, 3)}ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${NumberPrototypeToFixed(seconds, 3)}s`;
  const minutes = Math.floor(seconds / 60);
  const rest = NumberPrototypeToFixed(seconds % 60, 3);
  return `${minutes}:${rest.padStart(6, '0')} (m:ss.mmm)`;
}

function makePrinter(indentation) {
  const unit = StringPrototypeRepeat(' ', indentation);
  let indent = '';
  return {
    print(sink, text) {
      if (indent === '') return sink(text, true);
      const body = StringPrototypeIncludes(text, '\n')
        ? StringPrototypeReplaceAll(text, '\n', `\n${indent}`)
        : text;
      return sink(indent + body, true);
    },
    more() {
      indent += unit;
    },
    less() {
      indent = StringPrototypeSlice(indent, indentation);
    },
  };
}

function makeCounters(log) {
  const counts = new Map();
  return {
    count(label = 'default') {
      const name = `${label}`;
      const count = (MapPrototypeGet(counts, name) ?? 0) + 1;
      MapPrototypeSet(counts, name, count);
      log(`${name}: ${count}`);
    },
    countReset(label = 'default') {
      const name = `${label}`;
      if (MapPrototypeHas(counts, name)) MapPrototypeDelete(counts, name);
      else emitWarning(`Count for '${name}' does not exist`);
    },
  };
}

// now() in milliseconds; show(line, args).
function makeClocks(now, show) {
  const started = new Map();
  const showTime = (method, label, args) => {
    const name = `${label}`;
    const start = MapPrototypeGet(started, name);
    if (start === undefined) {
      emitWarning(`No such label '${name}' for console.${method}()`);
      return;
    }
    show(`${name}: ${renderDuration(now() - start)}`, args);
  };
  return {
    time(label = 'default') {
      const name = `${label}`;
      if (MapPrototypeHas(started, name))
        emitWarning(`Label '${name}' already exists for console.time()`);
      else MapPrototypeSet(started, name, now());
    },
    timeEnd(label = 'default') {
      showTime('timeEnd', label, []);
      MapPrototypeDelete(started, `${label}`);
    },
    timeLog(label = 'default', ...args) {
      showTime('timeLog', label, args);
    },
  };
}

function makeGroups(printer, log) {
  const group = (...label) => {
    if (label.length > 0) log(...label);
    printer.more();
  };
  return {
    group,
    groupEnd() {
      printer.less();
    },
    groupCollapsed: (...label) => group(...label),
  };
}

function makeDetailed(printer, { out, err }, log, inspectOptions) {
  const { print } = printer;
  return {
    dir(value, options) {
      const all = { customInspect: false, ...inspectOptions, ...options };
      print(out, inspect(value, all));
    },
    trace(...args) {
      const error = { name: 'Trace', message: render(args) };
      Error.captureStackTrace(error);
      print(err, error.stack);
    },
    table(data, properties) {
      if (properties !== undefined && !ArrayIsArray(properties))
        throw invalidArgType('properties', 'an instance of Array', properties);
      if (data === null || typeof data !== 'object') log(data);
      else print(out, renderData(data, properties));
    },
  };
}

function makeAssert(warn) {
  return (condition, ...args) => {
    if (condition) return;
    args[0] =
      args.length === 0 ? 'Assertion failed' : `Assertion failed: ${args[0]}`;
    warn(...args);
  };
}

// A console on sinks.out(text, isLine) and sinks.err; now() in milliseconds.
function makeMethods(sinks, now, options) {
  const { inspectOptions, groupIndentation = 2 } = options;
  const printer = makePrinter(groupIndentation);
  const { print } = printer;
  const show =
    inspectOptions === undefined
      ? render
      : (args) => formatWithOptions(inspectOptions, ...args);
  const { out, err } = sinks;
  const to =
    (sink) =>
    (...args) => {
      print(sink, show(args));
    };
  const log = to(out);
  const warn = to(err);
  const detailed = makeDetailed(printer, sinks, log, inspectOptions);
  const clocks = makeClocks(now, (line, args) =>
    print(out, args.length === 0 ? line : `${line} ${show(args)}`),
  );
  const counters = makeCounters(log);
  const groups = makeGroups(printer, log);
  return {
    log,
    warn,
    dir: detailed.dir,
    time: clocks.time,
    timeEnd: clocks.timeEnd,
    timeLog: clocks.timeLog,
    trace: detailed.trace,
    assert: makeAssert(warn),
    clear() {},
    ...counters,
    group: groups.group,
    groupEnd: groups.groupEnd,
    table: detailed.table,
    debug: to(out),
    info: to(out),
    dirxml: to(out),
    error: to(err),
    groupCollapsed: groups.groupCollapsed,
  };
}

const nameMethods = (methods) => {
  for (const name of Object.keys(methods)) {
    ObjectDefineProperty(methods[name], 'name', {
      __proto__: null,
      value: name,
      configurable: true,
    });
  }
  return methods;
};

function writerOf(stream, name) {
  if (typeof stream?.write === 'function')
    return (text, isLine) => stream.write(isLine ? `${text}\n` : text);
  throw nodeError(
    TypeError,
    'ERR_CONSOLE_WRITABLE_STREAM',
    `Console expects a writable stream instance for ${name}`,
  );
}

// new Console(stdout, stderr) or new Console({stdout, stderr, ...}).
function makeConsoleClass(now) {
  return function Console(streamOrOptions, errorStream) {
    const options =
      typeof streamOrOptions?.write === 'function'
        ? { stdout: streamOrOptions, stderr: errorStream }
        : streamOrOptions;
    const out = writerOf(options?.stdout, 'stdout');
    const err = writerOf(options.stderr ?? options.stdout, 'stderr');
    const methods = nameMethods(makeMethods({ out, err }, now, options));
    const target = new.target === undefined ? {} : this;
    return Object.assign(target, methods);
  };
}

// out(text, isLine) and err write to standard output and error.
export function makeConsole(host, out, err) {
  const now = () => host.now();
  const console = {
    ...nameMethods(makeMethods({ out, err }, now, {})),
    Console: makeConsoleClass(now),
    profile: noop,
    profileEnd: noop,
    timeStamp: noop,
    context: noop,
    createTask: () => ({ run: (task) => task() }),
  };
  return ObjectDefineProperty(console, Symbol.toStringTag, {
    __proto__: null,
    value: 'console',
    configurable: true,
  });
}
