// A program that uses what most submissions use, to be run before the fork.

const INPUT = '3\n1 2 3\r\n4 5 6\nhello w\u00f6rld\nlast';

// Host functions that read from memory and write nowhere.
function scratchHost(encode) {
  let input = encode(INPUT);
  const take = (count) => {
    const taken = input.slice(0, count);
    input = input.slice(count);
    return taken;
  };
  return {
    write: () => 1,
    readInto: () => 0,
    exit() {},
    now: () => 0,
    readText: () => '',
    readLine: () => null,
    readBytes: (most) => take(most > 0 ? Math.min(most, 16) : input.length),
    inputSize: () => -1,
    waitInput: () => true,
  };
}

function printTypicalValues({ console, Buffer }) {
  class Point {
    constructor() {
      this.x = 1;
      this.y = -0;
    }
  }
  const cycle = { name: 'cycle' };
  cycle.self = cycle;
  const values = [
    'text',
    1,
    -0,
    1.5,
    true,
    null,
    undefined,
    10n,
    Symbol('s'),
    [1, 2, 3],
    ['a', 'b', [1, [2, [3, [4]]]]],
    { a: 1, 'b-c': 'two', d: { e: { f: { g: 1 } } } },
    new Map([
      [1, { a: 1 }],
      ['k', [1]],
    ]),
    new Set([1, 'a']),
    new Point(),
    cycle,
    () => 1,
    Point,
    new Date(0),
    /re/g,
    new Error('warm'),
    [undefined, , null],
    new Uint8Array(3),
    Buffer.from('abc'),
    Object.create(null),
    new Map().keys(),
    Array.from({ length: 120 }, (_, i) => i * i),
    "it's".repeat(20),
  ];
  for (const value of values) console.log(value);
  console.log(
    '%s is %d and %i, %f, %j %o %O%%',
    'a',
    1,
    2,
    3.5,
    { b: 1 },
    [1],
    { c: 2 },
  );
  console.log('a', 1, true, { b: 2 });
  console.error('error', 1);
  console.table([{ a: 1, b: 2 }, { a: 3 }]);
  console.group('group');
  console.log('inside\ngroup');
  console.groupEnd();
}

function readLines(require, { console, process }) {
  const lines = [];
  const reader = require('readline').createInterface({ input: process.stdin });
  reader.on('line', (line) => lines.push(line.trim().split(' ').map(Number)));
  reader.on('close', () => console.log(lines.length));
}

function attempt(action) {
  try {
    action();
  } catch {
    // Making the error is the point.
  }
}

function useBuffersAndFiles(require, { Buffer }) {
  const fs = require('fs');
  const { StringDecoder } = require('string_decoder');
  new StringDecoder('utf8').write(Buffer.from('h\u00e4llo'));
  fs.readFileSync(0, 'utf8').split('\n');
  fs.writeSync(1, 'x');
  attempt(() => fs.readFileSync('input.txt'));
  attempt(() => require('unknown'));
  require('util').isDeepStrictEqual({ a: [1] }, { a: [1] });
}

async function useEventLoop(globals) {
  const { setTimeout, setImmediate, clearTimeout, queueMicrotask, process } =
    globals;
  const timers = [3, 1, 2].map((delay) => setTimeout(() => {}, delay));
  for (const timer of timers) clearTimeout(timer);
  await new Promise((resolve) => setTimeout(resolve, 0));
  await new Promise((resolve) => setImmediate(resolve));
  process.nextTick(() => {});
  queueMicrotask(() => {});
  process.on('exit', () => {});
}

// The ways to read standard input, each on a runtime of its own.
const READERS = [
  (require, { process, console }) => {
    let text = '';
    process.stdin.setEncoding('utf8');
    process.stdin.on('data', (chunk) => {
      text += chunk;
    });
    process.stdin.on('end', () => console.log(text.length));
  },
  (require, { process, Buffer }) => {
    const chunks = [];
    process.stdin.resume();
    process.stdin.on('data', (chunk) => chunks.push(chunk));
    process.stdin.once('end', () => {
      process.stdout.write(Buffer.concat(chunks));
      process.stdout.write('text', () => {});
      process.stdout.end();
    });
  },
  (require, { process }) => {
    process.stdin.setEncoding('utf8');
    process.stdin.on('readable', () => {
      while (process.stdin.read() !== null);
    });
    process.stdin.on('end', () => process.exit(0));
  },
  async (require, { process, console }) => {
    let text = '';
    for await (const chunk of process.stdin) text += chunk;
    console.log(text);
  },
  async (require, { process, console }) => {
    const input = process.stdin;
    const reader = require('readline').createInterface({ input });
    for await (const line of reader) console.log(line);
  },
  (require, { process }) => {
    const { Transform } = require('stream');
    const transform = new Transform({
      transform(chunk, encoding, callback) {
        callback(null, chunk);
      },
    });
    process.stdin.pipe(transform).pipe(process.stdout);
  },
  (require, { console }) => {
    const input = require('fs').createReadStream('/dev/stdin', 'utf8');
    const reader = require('readline').createInterface({ input });
    reader.question('?', () => reader.close());
    reader.on('close', () => console.log('closed'));
  },
];

function addNumbers(require, { console }) {
  const text = require('fs').readFileSync(0, 'utf8');
  const [a, b] = text.trim().split(/\s+/).map(Number);
  console.log(a + b);
}

function doWhatIsTypical(require, globals) {
  printTypicalValues(globals);
  useBuffersAndFiles(require, globals);
  useEventLoop(globals);
  readLines(require, globals);
  globals.print(globals.readline(), 1, true);
  globals.printErr?.('text');
}

function rehearseProgram(host, makeRuntime, program) {
  const globals = {};
  const hooks = makeRuntime(scratchHost(host.encode), globals);
  hooks.run((exports, require) => program(require, globals), 'main.js');
  for (let turns = 0; turns < 100 && hooks.turn() >= 0; turns++);
  hooks.exit();
}

// Often enough that the engine's baseline compiler has taken what is hot: a
// function on the verge of it would be compiled again in every run.
const TIMES_SHORT = 40;
const TIMES_TYPICAL = 26;

// Each program runs on a runtime of its own: makeRuntime(host, global object).
export function rehearseShort(host, makeRuntime) {
  for (let i = 0; i < TIMES_SHORT; i++) {
    rehearseProgram(host, makeRuntime, addNumbers);
  }
}

// For the ways to read that most programs do not use, bytecode is enough.
export function rehearseTypical(host, makeRuntime) {
  for (const reader of READERS) rehearseProgram(host, makeRuntime, reader);
  for (let i = 0; i < TIMES_TYPICAL; i++) {
    rehearseProgram(host, makeRuntime, doWhatIsTypical);
  }
}
