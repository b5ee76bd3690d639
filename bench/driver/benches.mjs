// What is measured, in the order of the table. `command` gives the arguments of
// a program of build/release/bin, which writes figures in the shape of
// bench/report.h to a file that it is told with --json. `shortened` says what a
// short run leaves out; all else it only measures less often.
const BIN = 'build/release/bin';
const SANDBOX = `${BIN}/gavel-sandbox`;
const PROGRAM = 'problems/aplusb/submissions/accepted/read_file_sync.js';

export const BENCHES = [
  {
    name: 'run',
    title: 'One run: a test case as the zygote\'s client sees it',
    program: 'run_bench',
    peers: true,
    command: ({short, node, isolatedVm}) => [
      ...(short ? ['--rounds', '4'] : []),
      ...(isolatedVm.module ? ['--isolated-vm', isolatedVm.module] : []),
      SANDBOX, node, PROGRAM],
  },
  {
    name: 'service',
    title: 'The whole service: from submit to the durable verdict',
    program: 'service_bench',
    command: ({short}) => [
      ...(short ? ['--samples', '50', '--rounds', '5', '--seconds', '4'] : []),
      BIN],
  },
  {
    name: 'overshoot',
    title: 'CPU time past a limit of 100 ms',
    program: 'limits_bench',
    command: ({short}) => [
      '--spread-runs', '0', '--overshoot-runs', short ? '20' : '100', SANDBOX],
  },
  {
    name: 'spread',
    title: 'Spread of measured CPU time, idle and saturated',
    program: 'limits_bench',
    command: ({short}) => [
      '--overshoot-runs', '0', '--spread-runs', short ? '7' : '30',
      '--flip-runs', short ? '30' : '100', SANDBOX],
  },
  {
    name: 'kernels',
    title: 'Programs that compute: CPU time beside node',
    program: 'kernels_bench',
    command: ({short, node}) => [
      '--runs', short ? '3' : '10', SANDBOX, node],
  },
  {
    name: 'growth',
    title: 'Growth: what more tests, bytes and history cost',
    program: 'growth_bench',
    shortened: 'queues of 10,000 in a server',
    command: ({short}) => [
      ...(short ? ['--waiting', '1000'] : []), BIN, 'build/bench-growth'],
  },
  {
    name: 'load',
    title: 'Latency against load, up to twice what there is',
    program: 'load_bench',
    command: ({short}) => ['--seconds', short ? '2' : '8', BIN],
  },
  {
    name: 'fairness',
    title: 'What a flood by one user costs the others',
    program: 'fairness_bench',
    command: ({short}) => [
      ...(short ? ['--samples', '10', '--pause', '200', '--flood', '3000']
                : []),
      BIN],
  },
  {
    name: 'validator',
    title: 'The default validator on 100 MB',
    program: 'compare_bench',
    command: () => [],
  },
  {
    name: 'walls',
    title: 'What each wall costs a run',
    program: 'walls_bench',
    command: ({short}) => ['--runs', short ? '100' : '1000', SANDBOX],
  },
  {
    name: 'prelude',
    title: 'What the prelude costs a run',
    program: 'prelude_bench',
    command: ({short}) => ['--runs', short ? '100' : '1000'],
  },
  {
    name: 'io',
    title: 'Reading and writing: CPU time beside node',
    program: 'io_bench',
    command: ({short, node}) => ['--rounds', short ? '1' : '3', SANDBOX, node],
  },
  {
    name: 'interaction',
    title: 'A round between a submission and an interactor',
    program: 'interact_bench',
    command: ({short, node}) => [
      '--games', short ? '1' : '3', SANDBOX, node],
  },
  {
    name: 'typescript',
    title: 'Compiling TypeScript',
    program: 'typescript_bench',
    javascript: 'sandbox/typescript/samples/graph.ts',
    command: ({short, javascript}) => [
      '--loads', short ? '10' : '100', SANDBOX,
      'sandbox/typescript/samples/graph.ts', javascript],
  },
];
