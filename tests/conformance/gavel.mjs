// Gavel as the world sees it: a server that executes programs.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const binary = join(process.env.GAVEL_BIN_DIR, 'gavel');
const proto = fileURLToPath(new URL('../../proto', import.meta.url));

// Slower than any program here under a sanitizer on a busy machine.
const LIMITS = { cpu_time_ms: 20_000, wall_time_ms: 60_000 };

const KINDS = {
  REASON_UNSPECIFIED: 'clean',
  REASON_EXIT_CODE: 'exit code',
  REASON_EXCEPTION: 'exception',
  REASON_STACK: 'exception',
  REASON_SYNTAX: 'syntax error',
};

function listening(server) {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr.on('data', (chunk) => {
      log += chunk;
      const found = /serving on (\S+)\n/.exec(log);
      if (found) resolve(found[1]);
    });
    server.on('exit', () => reject(new Error(`the server ended: ${log}`)));
  });
}

function connect(address) {
  const definition = loader.loadSync('gavel/v1/execution_service.proto', {
    includeDirs: [proto],
    keepCase: true,
    enums: String,
    longs: Number,
    defaults: true,
  });
  const { ExecutionService } = grpc.loadPackageDefinition(definition).gavel.v1;
  return new ExecutionService(address, grpc.credentials.createInsecure());
}

// As its first start left it.
function bearer(data) {
  return `Bearer ${readFileSync(join(data, 'admin.token'), 'utf8').trim()}`;
}

// A server of our own: { execute, stop }.
export async function startGavel() {
  const data = mkdtempSync(join(tmpdir(), 'gavel-'));
  const server = spawn(
    binary,
    ['serve', '--data', data, '--listen', '127.0.0.1:0'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const client = connect(await listening(server));
  const metadata = new grpc.Metadata();
  metadata.set('authorization', bearer(data));
  const call = promisify(client.Execute.bind(client));
  return {
    async execute({ language, extension, source, stdin }) {
      const { execution, stdout, stderr } = await call({
        language,
        file_name: `main${extension}`,
        source: Buffer.from(source),
        stdin: Buffer.from(stdin),
        limits: LIMITS,
      }, metadata);
      const { reason, exit_code: code } = execution;
      return { kind: KINDS[reason] ?? reason, code, stdout, stderr };
    },
    async stop() {
      client.close();
      server.removeAllListeners('exit');
      const ended = new Promise((resolve) => server.on('exit', resolve));
      server.kill('SIGTERM');
      assert.equal(await ended, 0);
      rmSync(data, { recursive: true });
    },
  };
}
