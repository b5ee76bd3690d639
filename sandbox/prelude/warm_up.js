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
    write() {},
    exit() {},
    now: () => 0,
    readText: () => '',
    readLine: () => null,
    readBytes: (most) => take(most > 0 ? Math.min(most, 16) : input.length),
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

// Runs the program on a runtime of its own: makeRuntime(host, global object).
export function rehearse(host, makeRuntime) {
  const globals = {};
  const hooks = makeRuntime({ ...host, ...scratchHost(host.encode) }, globals);
  hooks.run((exports, require) => {
    printTypicalValues(globals);
    useBuffersAndFiles(require, globals);
    useEventLoop(globals);
    readLines(require, globals);
    globals.print(globals.readline(), 1, true);
    globals.printErr?.('text');
  }, 'main.js');
  for (let turns = 0; turns < 100 && hooks.turn() >= 0; turns++);
  hooks.exit();
}
