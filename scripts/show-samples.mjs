// Submits every example of the packages in a folder and prints a table of what
// verdict and score each must get and got. Exits with 1 if one differs.
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

// What submissions.yaml of a sample says: nothing but scores, one or a range.
function scoresIn(folder) {
  const file = path.join(folder, 'submissions.yaml');
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const rules = text.matchAll(/^(\S+):\n {2}score: (.+)$/gm);
  return new Map(Array.from(
      rules, ([, name, score]) => [name, [JSON.parse(score)].flat()]));
}

// What a directory promises: it is named after a verdict, or by the legacy
// format.
function promised(directory) {
  const partial = directory === 'partially_accepted';
  return {
    verdict: partial ? 'AC' : CODES[`VERDICT_${directory.toUpperCase()}`],
    partial,
  };
}

function* examples() {
  for (const problem of fs.readdirSync(packages).sort()) {
    const folder = path.join(packages, problem, 'submissions');
    if (!fs.existsSync(folder)) continue;
    const scores = scoresIn(folder);
    for (const directory of fs.readdirSync(folder).sort()) {
      if (directory === 'submissions.yaml') continue;
      for (const file of fs.readdirSync(path.join(folder, directory)).sort()) {
        const name = path.join(directory, file);
        const expected = {...promised(directory), scores: scores.get(name)};
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

function isAsExpected({verdict, partial, scores}, judgement) {
  const {score, max_score: most} = judgement;
  return CODES[judgement.verdict] === verdict &&
      !(partial && score >= most) &&
      (!scores || (scores[0] <= score && score <= scores.at(-1)));
}

// "AC 25..60": a verdict, and points where there are some.
function withScore(verdict, ...scores) {
  const points = scores.filter((score) => score !== undefined);
  return [verdict, points.join('..')].join(' ').trim();
}

function row({problem, name, expected}, result) {
  const judgement = result.judgement ?? {};
  const verdict = CODES[judgement.verdict] ?? JSON.stringify(result);
  const time = `${Math.round((judgement.max_cpu_time_us ?? 0) / 1000)} ms`;
  const memory =
      `${((judgement.max_memory_bytes ?? 0) / 2 ** 20).toFixed(1)} MiB`;
  const ok = isAsExpected(expected, judgement);
  print(
      problem, name, withScore(expected.verdict, ...(expected.scores ?? [])),
      withScore(verdict, judgement.score), time, memory, ok ? 'OK' : '—');
  return ok;
}

function print(problem, name, expected, got, time, memory, mark) {
  console.log([
    problem.padEnd(13), name.padEnd(40), expected.padEnd(9), got.padEnd(7),
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
