// A server with a store of its own and the sample problem, for one measurement.
import {execFileSync, spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const PATIENCE_MS = 30_000;

// Sleeps without giving up the thread: all here is one thing after the other.
function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function awaitAddress(log) {
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    const address = fs.readFileSync(log, 'utf8').match(/serving on (\S+)/);
    if (address) return address[1];
    pause(50);
  }
  throw new Error(`gavel serve does not start: ${fs.readFileSync(log)}`);
}

// Every run is made, whatever the server knows already.
export function startServer(bin, directory, flags) {
  const gavel = path.join(bin, 'gavel');
  const data = path.join(directory, 'data');
  const log = path.join(directory, 'log');
  const out = fs.openSync(log, 'w');
  const server = spawn(
      gavel, ['serve', '--no-reuse', '--data', data, '--listen',
              '127.0.0.1:0', ...flags],
      {stdio: ['ignore', out, out]});
  fs.closeSync(out);
  const stop = () => server.kill();
  try {
    const address = awaitAddress(log);
    const env = {
      GAVEL_TOKEN: fs.readFileSync(path.join(data, 'admin.token'), 'utf8')
          .trim(),
    };
    execFileSync(
        gavel, ['problem', 'upload', 'problems/aplusb', '--server', address],
        {env: {...process.env, ...env}, stdio: ['ignore', 'ignore', 2]});
    return {address, env, stop};
  } catch (error) {
    stop();
    throw error;
  }
}
