// The parts of bench/run that work on figures.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {cellsOf} from '../../bench/driver/cells.mjs';
import {headline} from '../../bench/driver/headline.mjs';
import {fillIn} from '../../bench/driver/markdown.mjs';
import {spreadOf} from '../../bench/driver/spread.mjs';
import {textTable} from '../../bench/driver/text_table.mjs';

const MACHINE = {cpu: 'a CPU', cores: 2, memory_gib: 4, kernel: '6', v8: '10',
                 node: 'v20', node_v8: '11', compiler: 'c++', commit: 'abc',
                 changed: false, date: '2026-01-02'};

function figure(median, p99, ratio) {
  return {
    name: 'run', unit: 'ms', median, p99, samples: 100,
    targets: [{of: 'p99', at_most: 2, met: p99 <= 2}],
    baselines: [{name: 'floor', median: median / ratio, ratio, at_most: 2,
                 met: ratio <= 2}],
  };
}

function section(figures, others = {}) {
  return {name: 'run', title: 'A run', figures, loud: false, othersCores: 0,
          ...others};
}

test('three runs give the middle one and its spread', () => {
  const runs = [figure(1, 3, 1.5), figure(3, 1, 2.5), figure(2, 2.5, 3)];
  const [merged] = spreadOf(runs.map((one) => [section([one])]))[0].figures;
  assert.equal(merged.median, 2);
  assert.deepEqual(merged.spread.median, {min: 1, median: 2, max: 3});
  assert.deepEqual(merged.spread.p99, {min: 1, median: 2.5, max: 3});
  assert.deepEqual(merged.targets, [{of: 'p99', at_most: 2, met: false}]);
  assert.equal(merged.baselines[0].ratio, 2.5);
  assert.equal(merged.baselines[0].met, false);
});

test('what one run did not measure is taken from the others', () => {
  const missing = {name: 'run', not_measured: 'it is not there'};
  const runs = [[section([missing])], [section([figure(2, 1, 1)])]];
  assert.equal(spreadOf(runs)[0].figures[0].median, 2);
});

test('a bench that fails once is a remark, not a gap', () => {
  const failed = {name: 'run', title: 'A run', failed: 'it ended with 1',
                  figures: []};
  const [merged] = spreadOf([[failed], [section([figure(2, 1, 1)])]]);
  assert.equal(merged.failed, 'it ended with 1');
  assert.equal(merged.figures.length, 1);
});

test('a line has the figure, its peers and its targets', () => {
  assert.deepEqual(cellsOf(figure(1.23456, 4567.8, 0.05), 1), {
    name: 'run', median: '1.23 ms', p99: '4,568',
    beside: ['0.05 × floor (24.7 ms)'],
    targets: ['p99 ≤ 2: MISSED', '≤ 2 × floor: met'],
  });
});

test('a loud machine is said so under the table', () => {
  const sections = [section([], {loud: true, othersCores: 0.5})];
  const text = textTable(
      {machine: MACHINE, times: 1, short: false, headline: [], sections});
  assert.match(text, /! others used 0.5 cores meanwhile/);
});

test('the headline takes its figures from the sections', () => {
  const loop = {name: 'loop', unit: 'ms', median: 0.7, samples: 1};
  const [found, ...others] =
      headline([{name: 'overshoot', figures: [loop]}]);
  assert.match(found.name, /overshoot/);
  assert.equal(found.median, 0.7);
  assert.deepEqual(others, []);
});

test('a document keeps what was not measured', () => {
  const document = [
    'before', '<!-- bench run -->', 'old', '<!-- end -->',
    '<!-- bench walls -->', 'kept', '<!-- end -->', ''].join('\n');
  const result = {machine: MACHINE, times: 1, short: false, headline: [],
                  sections: [section([{name: 'x', unit: 'ms', median: 1}])]};
  const filled = fillIn(document, result);
  assert.match(filled, /^before\n<!-- bench run -->\n\n\|  \| median \| p99 \|/);
  assert.doesNotMatch(filled, /old/);
  assert.match(filled, /kept/);
  assert.equal(fillIn(filled, result), filled);
});

test('a short run says what it leaves out', () => {
  const sections = [section([], {shortened: 'the longest queue'})];
  const text = textTable(
      {machine: MACHINE, times: 1, short: true, headline: [], sections});
  assert.match(text, /! not in a short run: the longest queue/);
});

test('a part of the headline does not replace the whole', () => {
  const document = '<!-- bench headline -->\nold\n<!-- end -->\n';
  const of = (count) => fillIn(document, {
    machine: MACHINE, times: 1, short: false, sections: [],
    headline: Array(count).fill({name: 'x', unit: 'ms', median: 1})});
  assert.match(of(4), /old/);
  assert.doesNotMatch(of(5), /old/);
});
