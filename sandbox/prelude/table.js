// Tables as console.table draws them.

import { getStringWidth, inspect, previewIterator } from './inspect.js';
import {
  ArrayIsArray,
  ArrayPrototypeJoin,
  ObjectKeys,
  ObjectPrototypeHasOwnProperty,
  StringPrototypeRepeat,
} from './primordials.js';
import { isMap, isMapIterator, isSet, isSetIterator } from './types.js';

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

const isRow = (item) =>
  item !== null && (typeof item === 'object' || typeof item === 'function');

function tableOfRows(data, properties) {
  const columns = { __proto__: null };
  const values = [];
  const rows = ObjectKeys(data);
  let hasPrimitives = false;
  for (let i = 0; i < rows.length; i++) {
    const item = data[rows[i]];
    const primitive = !isRow(item);
    if (primitive && properties === undefined) {
      hasPrimitives = true;
      values[i] = inspectCell(item);
      continue;
    }
    for (const key of properties ?? ObjectKeys(item)) {
      columns[key] ??= [];
      columns[key][i] =
        !primitive && ObjectPrototypeHasOwnProperty(item, key)
        ? inspectCell(item[key])
        : '';
    }
  }
  const head = ['(index)', ...ObjectKeys(columns)];
  const body = [rows, ...Object.values(columns)];
  if (hasPrimitives) {
    head.push('Values');
    body.push(values);
  }
  return renderTable(head, body);
}

// What console.table(data, properties) prints, without the last LF.
export function renderData(data, properties) {
  if (isMap(data)) return tableOfPairs([...data].flat(1));
  if (isSet(data)) return tableOfValues([...data]);
  if (isMapIterator(data) || isSetIterator(data)) {
    const { entries, pairs } = previewIterator(data);
    return pairs ? tableOfPairs(entries) : tableOfValues(entries);
  }
  return tableOfRows(data, properties);
}
