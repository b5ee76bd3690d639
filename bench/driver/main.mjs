// Measures everything, or what is asked for, and shows it: see bench/run.
import fs from 'node:fs';
import path from 'node:path';
import {parseArgs} from 'node:util';

import {BENCHES} from './benches.mjs';
import {describeMachine} from './machine.mjs';
import {headline} from './headline.mjs';
import {measure} from './measure.mjs';
import {preparePeers} from './peers.mjs';
import {spreadOf} from './spread.mjs';
import {writeMarkdown} from './markdown.mjs';
import {textTable} from './text_table.mjs';

const USAGE = `usage: bench/run [flags]
  --only NAME      measure only this; may be given again (see --list)
  --short          fewer samples of everything, for a first look
  --times N        measure everything N times and show the spread; default 1
  --json FILE      where the figures go; default build/bench.json
  --from FILE      measure nothing, show the figures of an earlier --json
  --markdown FILE  also write the tables between the markers of this file; may
                   be given again
  --list           print the names for --only
`;

const FLAGS = {
  only: {type: 'string', multiple: true, default: []},
  short: {type: 'boolean', default: false},
  times: {type: 'string', default: '1'},
  json: {type: 'string', default: 'build/bench.json'},
  from: {type: 'string'},
  markdown: {type: 'string', multiple: true, default: []},
  list: {type: 'boolean', default: false},
  help: {type: 'boolean', default: false},
};

function fail(message) {
  process.stderr.write(`bench/run: ${message}\n`);
  process.exit(64);
}

function readFlags() {
  try {
    return parseArgs({options: FLAGS}).values;
  } catch (error) {
    return fail(error.message);
  }
}

function chosen(names) {
  const unknown = names.find((name) => !BENCHES.some((b) => b.name === name));
  if (unknown !== undefined) fail(`there is no ${unknown}; see --list`);
  return names.length === 0 ? BENCHES
                            : BENCHES.filter((b) => names.includes(b.name));
}

// All of it once. A bench that fails is a section that says so.
function measureAll(benches, context) {
  return benches.map((bench) => {
    process.stderr.write(`${bench.title}\n`);
    const start = Date.now();
    const section = measure(bench, context);
    return {...section, seconds: Math.round((Date.now() - start) / 1000)};
  });
}

function run(flags) {
  const times = Number(flags.times);
  if (!Number.isInteger(times) || times < 1) fail('--times takes a number');
  const benches = chosen(flags.only);
  const context = {short: flags.short,
                   ...preparePeers(benches)};
  const runs = Array.from({length: times}, () => measureAll(benches, context));
  return {
    machine: describeMachine(context.node),
    short: flags.short,
    times,
    sections: spreadOf(runs),
    runs,
  };
}

const flags = readFlags();
if (flags.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}
if (flags.list) {
  for (const {name, title} of BENCHES) {
    process.stdout.write(`${name.padEnd(12)} ${title}\n`);
  }
  process.exit(0);
}
const result = flags.from === undefined
    ? run(flags)
    : JSON.parse(fs.readFileSync(flags.from, 'utf8'));
result.headline = headline(result.sections);
if (flags.from === undefined) {
  fs.mkdirSync(path.dirname(flags.json), {recursive: true});
  fs.writeFileSync(flags.json, `${JSON.stringify(result, null, 1)}\n`);
}
process.stdout.write(textTable(result));
for (const file of flags.markdown) writeMarkdown(file, result);
process.exit(result.sections.some((section) => section.failed) ? 1 : 0);
