// Node is the judge: every program must print the same in the sandbox, and end
// alike.
//
// Programs are files in programs/, NAME.js, .ts and their kin, with NAME.in as
// their input, and the tables in themes/. Standard error is compared after a
// clean end, and after any other if the first line of a file says "compare
// stderr" or an entry of a table has `withErrors`, which also lets it print
// stacks. Node's input is a pipe, or a file if the first line says "input is a
// file". In TypeScript, "legacy decorators" in the first line means those.

import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { differences } from './differences.mjs';
import { startGavel } from './gavel.mjs';
import { removeFiles, runNode } from './node.mjs';
import {
  plainErrors,
  showsItself,
  withoutExcerpt,
  withoutInternals,
} from './plain.mjs';

const read = (path) => readFileSync(new URL(path, import.meta.url));

// The body of the function is the source of the program.
function sourceOf(program) {
  if (typeof program === 'string') return program;
  const text = program.toString();
  return text.slice(text.indexOf('{') + 1, text.lastIndexOf('}'));
}

function programOfFile(file) {
  const extension = extname(file);
  const name = file.slice(0, -extension.length);
  const input = `programs/${name}.in`;
  const source = read(`programs/${file}`);
  return {
    name: file,
    language: /ts$/.test(extension) ? 'typescript' : 'javascript',
    extension,
    source,
    stdin: existsSync(new URL(input, import.meta.url)) ? read(input) : '',
    withErrors: /^.*compare stderr/.test(source),
    from: /^.*input is a file/.test(source) ? 'file' : 'pipe',
  };
}

async function programsOfTable(theme) {
  const { programs } = await import(`./themes/${theme}`);
  return programs.map(({ name, input = '', program, ...expected }) => ({
    name,
    language: 'javascript',
    extension: '.js',
    source: sourceOf(program),
    stdin: input,
    from: expected.withErrors ? 'file' : 'pipe',
    ...expected,
  }));
}

// As text, in lines, so that a failure shows where they differ.
const linesOf = (bytes) =>
  bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1').split('\n');

function outcome({ kind, code, stdout, stderr }, withErrors) {
  const seen = { kind, code, stdout: linesOf(stdout) };
  // What does not compile is not run: it has no exit code in the judge.
  if (kind === 'syntax error') delete seen.code;
  if (withErrors) {
    seen.stdout = withoutInternals(`${stdout}`).split('\n');
  }
  if (withErrors || kind === 'clean') {
    seen.stderr = plainErrors(`${stderr}`).split('\n');
  }
  return seen;
}

// Where Node shows a line of itself, the sandbox shows the program's.
function dropExcerpts(actual, expected) {
  if (!showsItself(`${expected.stderr}`)) return;
  actual.stderr = withoutExcerpt(`${actual.stderr}`);
  expected.stderr = withoutExcerpt(`${expected.stderr}`);
}

let gavel;
before(async () => {
  gavel = await startGavel();
});
after(async () => {
  removeFiles();
  await gavel.stop();
});

async function compare(program) {
  const [actual, expected] = await Promise.all([
    gavel.execute(program),
    runNode(program),
  ]);
  const { withErrors = false } = program;
  dropExcerpts(actual, expected);
  assert.deepEqual(
    outcome(actual, withErrors),
    outcome(expected, withErrors),
  );
}

async function compareWithStated(program) {
  const { stdout, code } = await gavel.execute(program);
  assert.deepEqual(
    { code, stdout: linesOf(stdout) },
    { code: program.code ?? 0, stdout: program.stdout.split('\n') },
  );
}

const listed = new Set(Object.keys(differences));

function check(program) {
  test(program.name, async () => {
    if (program.stdout !== undefined) return compareWithStated(program);
    if (!listed.delete(program.name)) return compare(program);
    const difference = await compare(program).catch((error) => error);
    assert.ok(
      difference instanceof assert.AssertionError,
      'differences.mjs lists it, but it does not differ',
    );
  });
}

const themes = await Promise.all(
  readdirSync(new URL('themes', import.meta.url)).map(async (file) => [
    file,
    await programsOfTable(file),
  ]),
);
const files = readdirSync(new URL('programs', import.meta.url))
  .filter((file) => !file.endsWith('.in'))
  .map(programOfFile);
for (const [theme, programs] of [...themes, ['programs', files]]) {
  describe(theme, { concurrency: 4 }, () => programs.forEach(check));
}

test('every listed difference has its program', () => {
  assert.deepEqual([...listed], []);
});
