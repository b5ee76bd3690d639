// One bench as a section of the table.
import {execFileSync, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import {listen} from './loudness.mjs';

const BIN = 'build/release/bin';
// Cores that others may use before a measurement is made again.
const LOUD = 0.2;
const ATTEMPTS = 2;

// Where a program that fails says why.
function lastLine(output) {
  return output.toString().trimEnd().split('\n').at(-1) ||
      'it does not say why';
}

function runProgram(bench, context, directory) {
  const json = path.join(directory, 'figures.json');
  const {status, signal, stderr} = spawnSync(
      path.join(BIN, bench.program),
      ['--json', json, ...bench.command(context)],
      {stdio: ['ignore', 2, 'pipe']});
  process.stderr.write(stderr);
  if (status !== 0) {
    throw new Error(`ended with ${status ?? signal}: ${lastLine(stderr)}`);
  }
  return JSON.parse(fs.readFileSync(json, 'utf8'));
}

// The same program for those who do not take TypeScript.
function withoutTypes(file, directory) {
  const out = path.join(directory, 'program.js');
  execFileSync('node_modules/.bin/esbuild',
               [file, '--format=cjs', `--outfile=${out}`], {stdio: 'ignore'});
  return out;
}

function runOnce(bench, context) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const javascript = bench.javascript &&
      withoutTypes(bench.javascript, directory);
  try {
    return runProgram(bench, {...context, javascript}, directory);
  } finally {
    fs.rmSync(directory, {recursive: true});
  }
}

// What is not there for a reason of this machine's is a figure, too.
function withReasons(figures, {isolatedVm}) {
  return figures.map((figure) =>
    figure.not_measured && figure.name.startsWith('isolated-vm')
        ? {...figure, not_measured: isolatedVm.reason} : figure);
}

// The quietest attempt; another one only if the machine was loud.
export function measure(bench, context) {
  const section = {
    name: bench.name, title: bench.title,
    ...(context.short ? {shortened: bench.shortened} : {}),
  };
  let best = null;
  for (let attempt = 0; attempt < ATTEMPTS; ++attempt) {
    const heard = listen();
    try {
      const figures = withReasons(runOnce(bench, context), context);
      const othersCores = heard();
      if (best === null || othersCores < best.othersCores) {
        best = {figures, othersCores};
      }
    } catch (error) {
      return {...section, failed: `${bench.program} ${error.message}`,
              figures: []};
    }
    if (best.othersCores <= LOUD) break;
    process.stderr.write('others were at work; once more\n');
  }
  return {...section, ...best, loud: best.othersCores > LOUD};
}
