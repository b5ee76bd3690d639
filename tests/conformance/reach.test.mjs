// What a program can get hold of: all of it is the program's realm and surface,
// nothing is the engine's.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startGavel } from './gavel.mjs';

let gavel;
before(async () => {
  gavel = await startGavel();
});
after(() => gavel.stop());

async function run(program) {
  const text = program.toString();
  const source = text.slice(text.indexOf('{') + 1, text.lastIndexOf('}'));
  const { stdout, stderr, ...rest } = await gavel.execute({
    language: 'javascript',
    extension: '.js',
    source,
    stdin: 'line\n',
  });
  assert.equal(`${stderr}`, '');
  assert.deepEqual(rest, { kind: 'clean', code: 0 });
  return JSON.parse(`${stdout}`);
}

// Follows every property, getter's result and prototype from whatever a program
// finds or is given, and errors that are thrown meanwhile.
function explore() {
  const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const found = new Map();
  const queue = [];
  // Getters may make something new at each call, without an end.
  const DEEPEST = 9;
  let depth = 0;
  function add(value, path) {
    if (typeof value !== 'function' && (typeof value !== 'object' || !value))
      return;
    if (depth > DEEPEST || found.has(value)) return;
    found.set(value, path);
    queue.push({ value, depth });
  }
  function addAll(values, path) {
    for (const value of values) add(value, path);
  }
  function attempt(action, path) {
    try {
      add(action(), path);
    } catch (error) {
      add(error, `error of ${path}`);
    }
  }
  const inside = {};
  const modules = require('module').builtinModules;
  add(globalThis, 'globalThis');
  for (const name of modules) add(require(name), `require('${name}')`);
  addAll([require, module, exports, arguments], 'arguments');
  const { Readable, Duplex, Transform } = require('stream');
  const fs = require('fs');
  const input = new Readable({ read() {} });
  const attempts = [
    () => require('readline').createInterface({ input }),
    () => setTimeout(() => {}, 0),
    () => setImmediate(() => {}),
    () => new URL('http://a/b?c').searchParams.entries(),
    () => new TextDecoder(),
    () => new TextEncoder(),
    () => new AbortController(),
    () => AbortSignal.abort().reason,
    () => Buffer.from('a'),
    () => new EventTarget(),
    () => new Event('x'),
    () => [input, new Duplex(), new Transform()],
    () => input[Symbol.asyncIterator](),
    () => require('events').on(new (require('events'))(), 'x'),
    () => fs.createReadStream('/dev/stdin'),
    () => fs.statSync('/dev/stdin'),
    () => new (require('string_decoder').StringDecoder)(),
    () => new (require('console').Console)(process.stdout),
    () => structuredClone({ a: new Map([[1, new Date()]]) }),
    () => process.memoryUsage(),
    () => process.resourceUsage(),
    () => process.hrtime(),
    () => process.binding('fs'),
    () => process.mainModule,
    () => module.constructor._load('fs'),
    () => require('vm'),
    () => require('nope'),
    () => fs.readFileSync('nope'),
    () => Buffer.from(5),
    () => process.chdir(1),
    () => setTimeout(1),
    () => process.kill(1),
    () => new URL(''),
    () => require('assert').strictEqual(1, 2),
    () => new Proxy({}, {}),
    () => async function* () {},
  ];
  for (const action of attempts) attempt(action, `${action}`);
  // What our functions pass to the program's.
  const spy = new Proxy(function () {}, {
    get(target, name, receiver) {
      addAll([receiver, this], 'a getter of a Proxy');
      return name === Symbol.toPrimitive ? () => 'text' : target[name];
    },
    apply(target, self, args) {
      addAll([self, args], 'a call of a Proxy');
    },
  });
  const printed = {
    [Symbol.for('nodejs.util.inspect.custom')](...args) {
      addAll([this, args], 'inspect.custom');
      return '';
    },
    toJSON(...args) {
      addAll([this, args], 'toJSON');
    },
  };
  const util = require('util');
  for (const action of [
    () => util.inspect(printed),
    () => util.inspect(spy, { showProxy: true }),
    () => util.format('%s %d %j', spy, spy, printed),
    () => Buffer.from(spy),
    () => fs.writeSync(spy, spy),
    () => require(spy),
    () => process.emit('x', spy),
    () => spy instanceof require('stream').Writable,
    () => new (require('events'))(spy),
    () => require('readline').createInterface(spy),
  ])
    attempt(action, `${action}`);
  function sloppy() {
    addAll([sloppy.caller, sloppy.arguments, arguments.callee, this], 'a caller');
  }
  const emitter = new (require('events'))();
  emitter.on('x', sloppy).emit('x');
  Error.prepareStackTrace = (error, sites) => {
    for (const site of sites) {
      addAll([site, site.getThis(), site.getFunction()], 'a call site');
      inside[site.getFileName()] = true;
    }
    return 'stack';
  };
  util.inspect({
    get [Symbol.toStringTag]() {
      return new Error().stack;
    },
    [Symbol.for('nodejs.util.inspect.custom')]: () => new Error().stack,
  });
  emitter.on('y', () => new Error().stack).emit('y');
  Error.prepareStackTrace = undefined;

  while (queue.length > 0) {
    const next = queue.pop();
    const { value } = next;
    const path = found.get(value);
    depth = next.depth + 1;
    let keys = [];
    attempt(() => getPrototypeOf(value), `the prototype of ${path}`);
    attempt(() => {
      keys = ownKeys(value);
    }, path);
    for (const key of keys) {
      const at = `${path}.${String(key)}`;
      const { get, set } = getOwnPropertyDescriptor(value, key) ?? {};
      addAll([get, set], at);
      attempt(() => value[key], at);
    }
  }
}

// Ends each of the programs below, which `explore` is the start of.
const withExploring = (program) => {
  const text = explore.toString();
  const body = program.toString();
  return `{${text.slice(text.indexOf('{') + 1, text.lastIndexOf('}'))}
    ${body.slice(body.indexOf('{') + 1, body.lastIndexOf('}'))}}`;
};

test('no function of another realm', async () => {
  const realms = await run(
    withExploring(() => {
      const others = [];
      for (const [value, path] of found) {
        if (typeof value !== 'function') continue;
        const make = value.constructor;
        if (typeof make !== 'function' || found.get(make) === undefined)
          others.push(path);
      }
      const { log } = console;
      log(
        JSON.stringify({
          others,
          sameFunction: setTimeout.constructor === Function,
          sameObject: getPrototypeOf(process.env) === Object.prototype,
          functions: [...found.keys()].filter((f) => typeof f === 'function')
            .length,
        }),
      );
      process.exit();
    }),
  );
  assert.deepEqual(realms.others, []);
  assert.ok(realms.sameFunction);
  assert.ok(realms.sameObject);
  // It did look around.
  assert.ok(realms.functions > 1000, `${realms.functions}`);
});

test("no function of the engine's, and no object of them", async () => {
  const hosts = await run(
    withExploring(() => {
      const names =
        'readText readBytes runMicrotasks waitInput nonIndexKeys inputSize';
      const objects = [];
      // The engine's functions have no prototype, and V8 prints their source as
      // its own; they take any arguments and say what they are called.
      const natives = [];
      const known = new Set([
        'readText',
        ...names.split(' '),
        'encode',
        'decode',
        'latin1',
        'cpuTime',
        'detail',
        'details',
        'detach',
      ]);
      for (const [value, path] of found) {
        if (names.split(' ').some((name) => Object.hasOwn(value, name)))
          objects.push(path);
        if (typeof value === 'function' && known.has(value.name))
          natives.push(`${value.name}: ${path}`);
      }
      console.log(JSON.stringify({ objects, natives }));
      process.exit();
    }),
  );
  assert.deepEqual(hosts.objects, []);
  // Methods of TextEncoder, TextDecoder and querystring.
  assert.deepEqual(
    hosts.natives.filter((native) => !/^(en|de)code: /.test(native)),
    [],
  );
});

test('no source, caller or frame of the prelude', async () => {
  const shown = await run(
    withExploring(() => {
      const sources = [];
      const texts = [];
      for (const [value, path] of found) {
        if (typeof value === 'function') {
          const source = Function.prototype.toString.call(value);
          if (/gavel|host\b/.test(source) && !/explore|names/.test(source))
            sources.push(path);
        } else if (value instanceof Error && /gavel:/.test(value.stack)) {
          texts.push(path);
        }
      }
      const files = Object.keys(inside).filter((name) => name !== '/main.js');
      console.log(JSON.stringify({ sources, texts, files }));
      process.exit();
    }),
  );
  assert.deepEqual(shown, { sources: [], texts: [], files: [] });
});

test('globals that Node does not have', async () => {
  const names = await run(() => {
    console.log(JSON.stringify(Reflect.ownKeys(globalThis).map(String)));
  });
  const known = new Set(Reflect.ownKeys(globalThis).map(String));
  assert.deepEqual(
    names.filter((name) => !known.has(name) || name === 'Iterator').sort(),
    // Of later releases, and of JavaScript shells.
    [
      'Iterator',
      'alert',
      'gets',
      'print',
      'printErr',
      'putstr',
      'quit',
      'readline',
      'write',
    ],
  );
});
