// Public gRPC clients against a real server: grpc-js with the protos, and buf
// curl, which knows nothing but what reflection tells it.
import assert from 'node:assert';
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const gavel = join(process.env.GAVEL_BIN_DIR, 'gavel');
const run = promisify(execFile);

let server;
let address;
let data;
let token;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'gavel-'));
  server = spawn(gavel, ['serve', '--data', data, '--listen', '127.0.0.1:0'],
                 { stdio: ['ignore', 'ignore', 'pipe'] });
  address = await new Promise((resolve, reject) => {
    let log = '';
    server.stderr.on('data', (chunk) => {
      log += chunk;
      const found = /serving on (\S+)\n/.exec(log);
      if (found) resolve(found[1]);
    });
    server.on('exit', () => reject(new Error(`the server ended: ${log}`)));
  });
  token = readFileSync(join(data, 'admin.token'), 'utf8').trim();
  await run(gavel, ['problem', 'add', join(root, 'problems/aplusb'),
                    '--server', address,
                    '--token-file', join(data, 'admin.token')]);
});

after(async () => {
  server.removeAllListeners('exit');
  const ended = new Promise((resolve) => server.on('exit', resolve));
  server.kill('SIGTERM');
  assert.strictEqual(await ended, 0);
  rmSync(data, { recursive: true });
});

const source = readFileSync(
    join(root, 'problems/aplusb/submissions/accepted/read_file_sync.js'));

test('grpc-js submits and watches a submission to its verdict', async () => {
  const definition = loader.loadSync('gavel/v1/submission_service.proto', {
    includeDirs: [join(root, 'proto')], keepCase: true, enums: String,
    longs: Number, oneofs: true,
  });
  const { SubmissionService } = grpc.loadPackageDefinition(definition).gavel.v1;
  const client =
      new SubmissionService(address, grpc.credentials.createInsecure());
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${token}`);
  const { submission } = await promisify(client.Submit.bind(client))(
      { problem_id: 'aplusb', language: 'javascript', source }, metadata);
  const events = [];
  await new Promise((resolve, reject) => {
    client.WatchSubmission({ submission_id: submission.id }, metadata)
        .on('data', (event) => events.push(event))
        .on('error', reject)
        .on('end', resolve);
  });
  const kinds = events.map((event) => event.event);
  assert.deepStrictEqual(kinds.slice(0, 3), ['queued', 'compiling', 'compiled']);
  const { judgement } = events.at(-1).judged;
  assert.strictEqual(judgement.verdict, 'VERDICT_ACCEPTED');
  assert.strictEqual(judgement.runs.length, judgement.test_count);
  assert.strictEqual(kinds.filter((kind) => kind === 'run_finished').length,
                     judgement.test_count);
  assert.ok(judgement.max_cpu_time_us > 0);
  client.close();
});

test('buf curl finds everything by reflection', async () => {
  const buf = (method, request) => run(
      join(root, 'node_modules/.bin/buf'),
      ['curl', '--protocol', 'grpc', '--http2-prior-knowledge', '--reflect',
       '--header', `authorization: Bearer ${token}`, '--data', JSON.stringify(request), `http://${address}/${method}`],
      { cwd: data });
  const submitted = await buf('gavel.v1.SubmissionService/Submit', {
    problem_id: 'aplusb', language: 'javascript',
    source: source.toString('base64'),
  });
  const { id } = JSON.parse(submitted.stdout).submission;
  const watched = await buf('gavel.v1.SubmissionService/WatchSubmission',
                            { submission_id: id });
  assert.match(watched.stdout, /"judged"/);
  assert.match(watched.stdout, /VERDICT_ACCEPTED/);
});

test('the standard health service says that it serves', async () => {
  // HealthCheckRequest{} is no bytes; HealthCheckResponse{status: SERVING} is
  // field 1 with the value 1.
  const Health = grpc.makeGenericClientConstructor({
    Check: {
      path: '/grpc.health.v1.Health/Check',
      requestStream: false, responseStream: false,
      requestSerialize: (bytes) => bytes, requestDeserialize: (bytes) => bytes,
      responseSerialize: (bytes) => bytes,
      responseDeserialize: (bytes) => bytes,
    },
  }, 'grpc.health.v1.Health');
  const client = new Health(address, grpc.credentials.createInsecure());
  const response = await promisify(client.Check.bind(client))(Buffer.alloc(0));
  assert.deepStrictEqual([...response], [8, 1]);
  client.close();
});
