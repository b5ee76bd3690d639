// Where and of what the figures are.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';

function firstLine(command, ...args) {
  try {
    return execFileSync(command, args, {encoding: 'utf8',
                                        stdio: ['ignore', 'pipe', 'ignore']})
        .split('\n')[0];
  } catch {
    return 'unknown';
  }
}

// Of the library that gavel-sandbox is linked with, as the build found it.
function v8Version() {
  const cache = fs.readFileSync('build/release/CMakeCache.txt', 'utf8');
  const include = cache.match(/^V8_INCLUDE_DIR:PATH=(.*)$/m);
  if (!include) return 'unknown';
  const header = fs.readFileSync(`${include[1]}/v8-version.h`, 'utf8');
  return ['MAJOR_VERSION', 'MINOR_VERSION', 'BUILD_NUMBER']
      .map((part) => header.match(new RegExp(`V8_${part} (\\d+)`))?.[1])
      .join('.');
}

export function describeMachine(node) {
  const [cpu] = os.cpus();
  return {
    cpu: cpu.model.trim(),
    cores: os.cpus().length,
    memory_gib: Math.round(os.totalmem() / 2 ** 30),
    kernel: os.release(),
    v8: v8Version(),
    node: firstLine(node, '--version'),
    node_v8: firstLine(node, '-p', 'process.versions.v8'),
    compiler: firstLine('c++', '--version'),
    commit: firstLine('git', 'rev-parse', '--short=12', 'HEAD'),
    changed: firstLine('git', 'status', '--porcelain', '-uno') !== '',
    date: new Date().toISOString().slice(0, 10),
  };
}
