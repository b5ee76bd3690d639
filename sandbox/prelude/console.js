// The console: Node's formatting, on the process's text sinks.

import { format, getStringWidth, inspect, previewIterator } from './inspect.js';
import {
  ArrayIsArray,
  ArrayPrototypeJoin,
  MapPrototypeDelete,
  MapPrototypeGet,
  MapPrototypeSet,
  NumberPrototypeToFixed,
  ObjectDefineProperty,
  ObjectKeys,
  ObjectPrototypeHasOwnProperty,
  ReflectApply,
  StringPrototypeIncludes,
  StringPrototypeRepeat,
  StringPrototypeReplaceAll,
  StringPrototypeSlice,
} from './primordials.js';
import { isMap, isMapIterator, isSet, isSetIterator } from './types.js';

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

const bar = (widths, left, middle, right) => {
  const parts = [];
  for (let i = 0; i < widths.length; i++) {
    parts[i] = StringPrototypeRepeat('\u2500', widths[i] + 2);
  }
  return left + ArrayPrototypeJoin(parts, middle) + right;
};

function renderRow(row, widths) {
  const cells = [];
  for (let i = 0; i < row.length; i++) {
    const needed = widths[i] - getStringWidth(row[i]);
    cells[i] = row[i] + StringPrototypeRepeat(' ', needed);
  }
  return `\u2502 ${ArrayPrototypeJoin(cells, ' \u2502 ')} \u2502`;
}

function renderTable(head, columns) {
  const rows = [];
  const widths = [];
  let longest = 0;
  for (const column of columns) longest = Math.max(longest, column.length);
  for (let i = 0; i < head.length; i++) {
    widths[i] = getStringWidth(head[i]);
    for (let j = 0; j < longest; j++) {
      rows[j] ??= [];
      rows[j][i] = ObjectPrototypeHasOwnProperty(columns[i], j)
        ? columns[i][j]
        : '';
      widths[i] = Math.max(widths[i], getStringWidth(rows[j][i]));
    }
  }
  const lines = [
    bar(widths, '\u250c', '\u252c', '\u2510'),
    renderRow(head, widths),
    bar(widths, '\u251c', '\u253c', '\u2524'),
  ];
  for (const row of rows) lines[lines.length] = renderRow(row, widths);
  lines[lines.length] = bar(widths, '\u2514', '\u2534', '\u2518');
  return ArrayPrototypeJoin(lines, '\n');
}

function inspectCell(value) {
  const deep =
    value !== null &&
    typeof value === 'object' &&
    !ArrayIsArray(value) &&
    ObjectKeys(value).length > 2;
  return inspect(value, {
    depth: deep ? -1 : 0,
    maxArrayLength: 3,
    breakLength: Infinity,
  });
}

const indices = (length) => Array.from({ length }, (_, i) => `${i}`);

// `entries` are keys and values alternating.
function tableOfPairs(entries) {
  const keys = [];
  const values = [];
  for (let i = 0; i + 1 < entries.length; i += 2) {
    keys.push(inspectCell(entries[i]));
    values.push(inspectCell(entries[i + 1]));
  }
  return renderTable(
    ['(iteration index)', 'Key', 'Values'],
    [indices(keys.length), keys, values],
  );
}

const tableOfValues = (values) =>
  renderTable(
    ['(iteration index)', 'Values'],
    [indices(values.length), values.map(inspectCell)],
  );

function tableOfRows(data, properties) {
  const columns = new Map();
  const values = [];
  const rows = ObjectKeys(data);
  let hasPrimitives = false;
  rows.forEach((row, i) => {
    const item = data[row];
    if (
      item === null ||
      (typeof item !== 'object' && typeof item !== 'function')
    ) {
      hasPrimitives = true;
      values[i] = inspectCell(item);
      return;
    }
    for (const key of properties ?? ObjectKeys(item)) {
      if (!columns.has(key)) columns.set(key, []);
      columns.get(key)[i] = ObjectPrototypeHasOwnProperty(item, key)
        ? inspectCell(item[key])
        : '';
    }
  });
  const extra = hasPrimitives ? [values] : [];
  return renderTable(
    ['(index)', ...columns.keys(), ...(hasPrimitives ? ['Values'] : [])],
    [rows, ...columns.values(), ...extra],
  );
}

function renderData(data, properties) {
  if (isMap(data)) return tableOfPairs([...data].flat(1));
  if (isSet(data)) return tableOfValues([...data]);
  if (isMapIterator(data) || isSetIterator(data)) {
    const { entries, pairs } = previewIterator(data);
    return pairs ? tableOfPairs(entries) : tableOfValues(entries);
  }
  return tableOfRows(data, properties);
}

function renderDuration(ms) {
  if (ms < 1000) return `${+NumberPrototypeToFixed(ms, 3)}ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${NumberPrototypeToFixed(seconds, 3)}s`;
  const minutes = Math.floor(seconds / 60);
  const rest = NumberPrototypeToFixed(seconds % 60, 3);
  return `${minutes}:${rest.padStart(6, '0')} (m:ss.mmm)`;
}

// out(text) and err(text) write to standard output and error.
export function makeConsole(host, out, err) {
  const counts = new Map();
  const started = new Map();
  let indent = '';

  function print(sink, text) {
    if (indent === '') return sink(`${text}\n`);
    const body = StringPrototypeIncludes(text, '\n')
      ? StringPrototypeReplaceAll(text, '\n', `\n${indent}`)
      : text;
    return sink(`${indent}${body}\n`);
  }

  const log = (...args) => {
    print(out, render(args));
  };
  const warn = (...args) => {
    print(err, render(args));
  };

  const counters = {
    count(label = 'default') {
      const name = `${label}`;
      const count = (MapPrototypeGet(counts, name) ?? 0) + 1;
      MapPrototypeSet(counts, name, count);
      log(`${name}: ${count}`);
    },
    countReset(label = 'default') {
      MapPrototypeDelete(counts, `${label}`);
    },
  };

  const showTime = (label, args) => {
    const name = `${label}`;
    const start = MapPrototypeGet(started, name);
    if (start === undefined) return;
    const line = `${name}: ${renderDuration(host.now() - start)}`;
    print(out, args.length === 0 ? line : `${line} ${render(args)}`);
  };
  const clocks = {
    time(label = 'default') {
      const name = `${label}`;
      if (MapPrototypeGet(started, name) === undefined) {
        MapPrototypeSet(started, name, host.now());
      }
    },
    timeLog(label = 'default', ...args) {
      showTime(label, args);
    },
    timeEnd(label = 'default') {
      showTime(label, []);
      MapPrototypeDelete(started, `${label}`);
    },
  };

  const group = (...label) => {
    if (label.length > 0) log(...label);
    indent += '  ';
  };
  const groups = {
    group,
    groupCollapsed: (...label) => group(...label),
    groupEnd() {
      indent = StringPrototypeSlice(indent, 2);
    },
  };

  return ObjectDefineProperty(
    {
      log,
      warn,
      dir(value, options) {
        print(out, inspect(value, { customInspect: false, ...options }));
      },
      ...clocks,
      trace(...args) {
        const error = { name: 'Trace', message: render(args) };
        Error.captureStackTrace(error);
        print(err, error.stack);
      },
      assert(condition, ...args) {
        if (condition) return;
        args[0] =
          args.length === 0
            ? 'Assertion failed'
            : `Assertion failed: ${args[0]}`;
        warn(...args);
      },
      clear() {},
      ...counters,
      ...groups,
      table(data, properties) {
        if (data === null || typeof data !== 'object') log(data);
        else print(out, renderData(data, properties));
      },
      debug: (...args) => {
        print(out, render(args));
      },
      info: (...args) => {
        print(out, render(args));
      },
      dirxml: (...args) => {
        print(out, render(args));
      },
      error: (...args) => {
        print(err, render(args));
      },
    },
    Symbol.toStringTag,
    { __proto__: null, value: 'console', configurable: true },
  );
}
