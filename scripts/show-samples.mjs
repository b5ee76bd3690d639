// Submits every example of the packages in a folder and prints a table of what
// each must get and got. Exits with 1 if one differs.
//
//   node scripts/show-samples.mjs GAVEL ADDRESS PACKAGES
import {execFile} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const CODES = {
  VERDICT_ACCEPTED: 'AC',
  VERDICT_WRONG_ANSWER: 'WA',
  VERDICT_TIME_LIMIT_EXCEEDED: 'TLE',
  VERDICT_MEMORY_LIMIT_EXCEEDED: 'MLE',
  VERDICT_OUTPUT_LIMIT_EXCEEDED: 'OLE',
  VERDICT_RUN_TIME_ERROR: 'RTE',
  VERDICT_COMPILE_ERROR: 'CE',
  VERDICT_JUDGE_ERROR: 'JE',
};

const [gavel, address, packages] = process.argv.slice(2);

function* examples() {
  for (const problem of fs.readdirSync(packages).sort()) {
    const folder = path.join(packages, problem, 'submissions');
    if (!fs.existsSync(folder)) continue;
    for (const directory of fs.readdirSync(folder).sort()) {
      for (const file of fs.readdirSync(path.join(folder, directory)).sort()) {
        const name = path.join(directory, file);
        // Directories are named after verdicts.
        const expected = CODES[`VERDICT_${directory.toUpperCase()}`];
        yield {problem, name, expected, file: path.join(folder, name)};
      }
    }
  }
}

// Resolves to the judged submission, or to the text of what went wrong.
function submit({problem, file}) {
  const args = ['submit', problem, file, '--json', '--server', address];
  return new Promise((resolve) => {
    execFile(gavel, args, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        resolve(stderr.trim() || String(error));
      }
    });
  });
}

function row({problem, name, expected}, result) {
  const judgement = result.judgement ?? {};
  const got = CODES[judgement.verdict] ?? JSON.stringify(result);
  const time = `${Math.round((judgement.max_cpu_time_us ?? 0) / 1000)} ms`;
  const memory =
      `${((judgement.max_memory_bytes ?? 0) / 2 ** 20).toFixed(1)} MiB`;
  const ok = got === expected;
  print(problem, name, expected, got, time, memory, ok ? 'OK' : '—');
  return ok;
}

function print(problem, name, expected, got, time, memory, mark) {
  console.log([
    problem.padEnd(13), name.padEnd(40), expected.padEnd(8), got.padEnd(4),
    time.padStart(8), memory.padStart(10), ` ${mark}`,
  ].join(' '));
}

// Prints rows in order, as soon as all before them are known.
async function main() {
  const list = [...examples()];
  // As many at a time as there are processors.
  const lanes = Array(os.cpus().length).fill(null);
  const results = list.map((example, i) => {
    const lane = i % lanes.length;
    lanes[lane] = Promise.resolve(lanes[lane]).then(() => submit(example));
    return lanes[lane];
  });

  print('problem', 'submission', 'expected', 'got', 'time', 'memory', '');
  let wrong = 0;
  for (let i = 0; i < list.length; i++) {
    if (!row(list[i], await results[i])) wrong++;
  }
  console.log(`${list.length - wrong} of ${list.length} as expected`);
  process.exitCode = wrong === 0 ? 0 : 1;
}

await main();
