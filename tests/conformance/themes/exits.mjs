// Exit statuses and what still runs at the end.

const SOURCES = [
  'process.exitCode = 3',
  "process.exitCode = '4'",
  "process.exitCode = 'abc'",
  'process.exitCode = 1.5',
  'process.exitCode = 300',
  'process.exitCode = 5; process.exitCode = undefined',
  'process.exitCode = 5; process.exit()',
  'process.exitCode = 5; process.exit(undefined)',
  'process.exitCode = 5; process.exit(null)',
  "process.exit('5')",
  "process.exit('abc')",
  "process.exit('')",
  'process.exit(1.5)',
  'process.exit(true)',
  'process.exit(256)',
  'process.exit(-1)',
  'process.reallyExit(5)',
  'process.exit(3); console.log("no")',
  'try { process.exit(3) } finally { console.log("no") }',
  'setTimeout(() => process.exit(3)); setTimeout(() => console.log("no"), 1)',
  'process.stdout.write("written", () => console.log("no")); process.exit()',
  "process.on('exit', (c) => console.log('exit', c, process.exitCode)); null.x",
  "process.on('exit', (c) => console.log('exit', c, process.exitCode))",
  "process.on('exit', (c) => console.log(typeof c, c)); process.exit('5')",
  "process.on('exit', (c) => console.log(typeof c, c)); process.exit(256)",
  "process.on('exit', () => { process.exitCode = 9 })",
  "process.on('exit', () => { process.exitCode = 9 }); throw 1",
  "process.on('exit', () => { throw 2 }); throw 1",
  "process.on('exit', () => { throw new Error('in exit') })",
  "process.on('exit', () => { throw new Error('in exit') }); process.exit(5)",
  "process.on('exit', () => { throw new Error('in exit') }); process.exitCode = 6",
  "process.on('exit', () => process.exit(4)); throw 1",
  "process.on('exit', () => process.exit()); process.exit(3)",
  `process.on('exit', (c) => { console.log(c); throw new Error('x') });
process.on('uncaughtException', () => console.log('h')); process.exitCode = 6`,
  `process.on('exit', (c) => { console.log(c); throw new Error('x') });
process.on('uncaughtException', () => console.log('h')); process.exit(6)`,
  `process.on('exit', () => {
  Promise.resolve().then(() => console.log('micro'));
  process.nextTick(() => console.log('tick'));
  setTimeout(() => console.log('timer'));
  console.log(process._exiting) })`,
  "process.on('exit', () => { Promise.reject(new Error('rejected')) })",
  "process.on('exit', () => { Promise.resolve().then(() => { process.exitCode = 7 }) })",
  "process.on('exit', async () => { console.log(1); await null; console.log(2) })",
  `process.on('exit', async () => { console.log(1); await null; console.log(2) });
process.exit()`,
  `process.on('exit', async () => { console.log(1); await null; console.log(2) });
Promise.resolve().then(() => process.exit(3))`,
  `process.on('exit', async () => { console.log(1); await null; console.log(2) });
throw new Error('x')`,
  "process.on('exit', async () => { console.log(1); await null; throw 5 })",
  "process.on('beforeExit', () => { throw new Error('be') })",
  `let n = 0; process.on('beforeExit', (c) => {
  console.log('be', c); if (n++ < 2) setTimeout(() => console.log('more')) });
process.on('exit', (c) => console.log('ex', c)); process.exitCode = 2`,
  "process.on('exit', function () { console.log(this === process) })",
  `process.on('exit', (c) => console.log(1, c));
process.once('exit', () => { process.exitCode = 4; console.log(2) });
process.on('exit', (c) => console.log(3, c))`,
  'new Promise(() => {})',
  'process.on("SIGINT", () => {}); console.log("ends")',
  'console.log(process.exitCode, Object.getOwnPropertyDescriptor(process, "exitCode").configurable)',
];

const modules = [
  'await new Promise(() => {})',
  'process.exitCode = 3; await new Promise(() => {})',
  'process.on("exit", (c) => console.log(c)); await new Promise(() => {})',
];

export const programs = [
  ...SOURCES.map((program) => ({ name: program, program, withErrors: true })),
  ...modules.map((program) => ({
    name: `module: ${program}`,
    program,
    extension: '.mjs',
    withErrors: true,
  })),
];
