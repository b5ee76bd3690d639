// events, util, assert, process, console and os in detail.

const named = (name, program) => ({ name, program });

export const programs = [
  named('events: listeners and their wrappers', () => {
    const EventEmitter = require('events');
    const e = new EventEmitter();
    e.on('newListener', (name) => console.log('new', name));
    e.on('removeListener', (name) => console.log('removed', name));
    const a = () => {};
    e.on('foo', a);
    e.once('foo', function b() {});
    console.log(e.rawListeners('foo'), e.listeners('foo'), e.eventNames());
    console.log(e.listenerCount('foo'), e.listenerCount('foo', a));
    e.off('foo', a);
    console.log(e);
  }),
  named('events: errors', () => {
    const EventEmitter = require('events');
    const e = new EventEmitter();
    for (const attempt of [
      () => e.emit('error', new Error('boo')),
      () => e.emit('error', { a: 1 }),
      () => e.emit('error'),
      () => e.on('x', 5),
      () => e.setMaxListeners(-1),
      () => e.setMaxListeners('1'),
    ]) {
      try {
        attempt();
      } catch (error) {
        console.log(error.name, error.code, error.message);
      }
    }
  }),
  named('events: too many listeners', () => {
    const e = new (require('events'))();
    process.on('warning', (w) =>
      console.log(w.name, w.type, w.count, w.message),
    );
    for (let i = 0; i < 12; i++) e.on('foo', () => {});
    e.setMaxListeners(20);
  }),
  named('events: once and on with signals', () => {
    const { EventEmitter, once, on } = require('events');
    (async () => {
      const e = new EventEmitter();
      setTimeout(() => e.emit('a', 1, 2), 1);
      console.log(await once(e, 'a'));
      setTimeout(() => e.emit('error', new Error('bad')), 1);
      await once(e, 'b').catch((error) => console.log(error.message));
      const controller = new AbortController();
      setTimeout(() => {
        e.emit('c', 'x');
        controller.abort();
      }, 1);
      try {
        for await (const args of on(e, 'c', { signal: controller.signal })) {
          console.log(args);
        }
      } catch (error) {
        console.log(error.name, error.code, error.cause.name);
      }
      console.log(e.listenerCount('c'), e.listenerCount('error'));
    })();
  }),
  named('events: rejections are captured', () => {
    const { EventEmitter } = require('events');
    const e = new EventEmitter({ captureRejections: true });
    e.on('x', async () => {
      throw new Error('async');
    });
    e.on('error', (error) => console.log('error', error.message));
    e.emit('x');
  }),
  named('events: statics', () => {
    const EventEmitter = require('events');
    console.log(Object.keys(EventEmitter), EventEmitter.defaultMaxListeners);
    const target = new EventTarget();
    EventEmitter.once(target, 'x').then(([event]) => console.log(event.type));
    target.dispatchEvent(new Event('x'));
  }),
  named('util: promisify and callbackify', () => {
    const util = require('util');
    const later = (value, done) => setTimeout(done, 1, null, value);
    util.promisify(later)(5).then(console.log);
    util.callbackify(async (x) => x + 1)(1, (error, value) =>
      console.log(error, value),
    );
    util.callbackify(() => Promise.reject(null))((error) =>
      console.log(error.message, error.code, error.reason),
    );
    console.log(
      util.promisify(function name() {}).name,
      util.callbackify(async function n() {}).name,
    );
  }),
  named('util: inherits and deprecate', () => {
    const util = require('util');
    function A() {}
    function B() {}
    util.inherits(B, A);
    console.log(new B() instanceof A, B.super_ === A);
    for (const attempt of [
      () => util.inherits(null, A),
      () => util.inherits(B, {}),
    ]) {
      try {
        attempt();
      } catch (error) {
        console.log(error.code, error.message);
      }
    }
    const old = util.deprecate(() => 5, 'old is old', 'DEP1');
    console.log(old(), old());
  }),
  named('util: parseArgs', () => {
    const { parseArgs } = require('util');
    const options = {
      flag: { type: 'boolean', short: 'f' },
      name: { type: 'string', multiple: true, default: ['none'] },
    };
    console.log(
      parseArgs({
        args: ['-f', 'x', '--name=a'],
        options,
        allowPositionals: true,
      }),
    );
    console.log(parseArgs({ args: [], options }).values);
    try {
      parseArgs({ args: ['--nope'], options });
    } catch (error) {
      console.log(error.name, error.code, error.message);
    }
  }),
  named('util: the old predicates', () => {
    const util = require('util');
    console.log(util.isArray([]), util.isString('a'), util.isNumber('1'));
    console.log(
      util.isFunction(() => {}),
      util.isDate(new Date()),
      util.isRegExp(/a/),
    );
    console.log(
      util.isObject(null),
      util.isPrimitive(null),
      util.isError(new Error()),
    );
    console.log(
      util.isBuffer(Buffer.alloc(1)),
      util._extend({ a: 1 }, { b: 2 }),
    );
  }),
  named('util: types', () => {
    const { types } = require('util');
    const values = [
      new Map(),
      new Set(),
      [].values(),
      new Map().keys(),
      async () => {},
      function* () {},
      (function* () {})(),
      new Proxy({}, {}),
      Promise.resolve(),
      /a/,
      new Date(0),
      new Uint8Array(1),
      new Float64Array(1),
      new BigInt64Array(1),
      new DataView(new ArrayBuffer(1)),
      new ArrayBuffer(1),
      Object(1),
      Object('s'),
      Object(Symbol()),
      Object(1n),
      new Error(),
      new WeakMap(),
    ];
    for (const name of Object.keys(types).sort()) {
      console.log(
        name,
        values.map((value) => (types[name](value) ? 1 : 0)).join(''),
      );
    }
  }),
  named('util: inspect', () => {
    const util = require('util');
    console.log(
      util.inspect('a\'b"c`d'),
      util.inspect({ a: { b: { c: {} } } }, { depth: 0 }),
    );
    console.log(
      util.inspect([1, , 3], { compact: false }),
      util.inspect(123456.789, { numericSeparator: true }),
    );
    console.log(
      util.inspect(
        { b: 1, a: Symbol('x'), [Symbol('y')]: 1 },
        { sorted: true },
      ),
    );
    console.log(
      util.inspect(new Map([[{ a: 1 }, new Set([1])]]), { showHidden: true }),
    );
    console.log(
      util.inspect('x'.repeat(50), { maxStringLength: 5 }),
      util.inspect({ a: 1 }, false, 2, true),
    );
    util.inspect.defaultOptions.depth = 0;
    console.log({ a: { b: 1 } });
  }),
  named('util: format', () => {
    const { format, formatWithOptions } = require('util');
    console.log(
      format(
        '%s %d %i %f %j %o %O %c %%',
        'a',
        '1',
        2.5,
        '3.5',
        { a: 1 },
        [1],
        { b: 2 },
        'css',
        'more',
      ),
    );
    console.log(
      format('%s', null, undefined, Symbol('a'), 10n, -0, () => 1, class X {}),
    );
    console.log(
      format(1, 2, 'a'),
      format('%s %s', 'one'),
      format('%d %i', 10n, '0x10'),
    );
    console.log(
      formatWithOptions({ depth: 0 }, '%O', { a: { b: 1 } }),
      format('%s', { a: 1 }, [1, [2]]),
    );
  }),
  named('util: other functions', () => {
    const util = require('util');
    console.log(
      util.toUSVString('a\ud800'),
      util.stripVTControlCharacters('\x1b[31mx\x1b[39m'),
    );
    console.log(
      util.getSystemErrorName(-2),
      util.styleText('red', 'x') === 'x',
    );
    console.log(
      util.isDeepStrictEqual({ a: [1] }, { a: [1] }),
      util.debuglog('x').enabled,
    );
    console.log(new util.TextDecoder('latin1'));
  }),
  named('assert: messages of equality', () => {
    const assert = require('assert');
    for (const attempt of [
      () => assert.strictEqual(1, 2),
      () => assert.strictEqual('a'.repeat(20), 'a'.repeat(10) + 'b'),
      () => assert.strictEqual({}, {}),
      () => assert.strictEqual('a\nb', 'a\nx'),
      () => assert.deepStrictEqual([1, 2], [1, 3]),
      () => assert.deepStrictEqual({ a: 1 }, { a: '1' }),
      () => assert.deepStrictEqual(new Map([[1, 2]]), new Map([[1, 3]])),
      () => assert.deepEqual([1], [2]),
      () => assert.equal(1, 2),
      () => assert.notEqual(1, 1),
      () => assert.notStrictEqual(1, 1),
      () => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }),
      () => assert.deepStrictEqual(0, -0),
      () => assert.deepStrictEqual(new Date(0), new Date(1)),
      () => assert.strictEqual(1),
    ]) {
      try {
        attempt();
      } catch (error) {
        console.log(
          error.name,
          error.code,
          error.operator,
          error.generatedMessage,
        );
        console.log(error.message);
      }
    }
  }),
  named('assert: messages of throws', () => {
    const assert = require('assert');
    const fail = () => {
      throw new Error('x');
    };
    for (const attempt of [
      () => assert.throws(() => {}),
      () => assert.throws(() => {}, TypeError),
      () => assert.throws(() => {}, 'message'),
      () => assert.throws(fail, TypeError),
      () => assert.throws(fail, /y/),
      () => assert.throws(fail, { message: 'y' }),
      () => assert.throws(fail, { message: 'x', name: 'Error' }),
      () => assert.throws(fail, () => false),
      () => assert.throws(fail, (error) => error.message === 'x'),
      () => assert.throws('x'),
      () => assert.doesNotThrow(fail),
      () => assert.doesNotThrow(fail, 'why'),
    ]) {
      try {
        attempt();
        console.log('fine');
      } catch (error) {
        console.log(error.name, error.code, error.operator, error.message);
      }
    }
  }),
  named('assert: the rest', () => {
    const assert = require('assert');
    for (const attempt of [
      () => assert.ok(0, 'zero'),
      () => assert(false, new TypeError('mine')),
      () => assert.fail(),
      () => assert.fail('boom'),
      () => assert.ifError(null),
      () => assert.ifError(new Error('e')),
      () => assert.match('abc', /x/),
      () => assert.doesNotMatch('abc', /b/),
      () => assert.match(5, /b/),
      () => assert.strict.equal(1, '1'),
    ]) {
      try {
        attempt();
        console.log('fine');
      } catch (error) {
        console.log(
          error.name,
          error.operator,
          error.generatedMessage,
          error.message,
        );
      }
    }
  }),
  named('assert: rejects', () => {
    const assert = require('assert/strict');
    (async () => {
      for (const attempt of [
        () => assert.rejects(Promise.resolve(1)),
        () => assert.rejects(Promise.reject(new Error('a')), /b/),
        () => assert.doesNotReject(Promise.reject(new Error('a'))),
        () =>
          assert.rejects(
            async () => Promise.reject(new TypeError('q')),
            TypeError,
          ),
      ]) {
        try {
          console.log(await attempt());
        } catch (error) {
          console.log(error.name, error.operator, error.message);
        }
      }
    })();
  }),
  named('process: wrong arguments', () => {
    for (const attempt of [
      () => process.nextTick(5),
      () => process.kill(0, 'SIGNOPE'),
      () => process.hrtime(5),
      () => (process.exitCode = 'x'),
      () => process.exit('x'),
      () => process.exit(1.5),
      () => process.cpuUsage(5),
      () => process.emitWarning(5),
      () => process.setUncaughtExceptionCaptureCallback(5),
    ]) {
      try {
        attempt();
      } catch (error) {
        console.log(error.name, error.code, error.message);
      }
    }
  }),
  named('process: warnings', () => {
    process.on('warning', (w) =>
      console.log('warning', w.name, w.message, w.code),
    );
    process.emitWarning('careful', 'CustomWarning', 'W1');
    process.emitWarning(new Error('e'));
    process.emitWarning('opt', { type: 'T', code: 'C', detail: 'more' });
  }),
  named('process: what it knows', () => {
    console.log(
      Object.keys(process.memoryUsage()),
      typeof process.memoryUsage.rss(),
    );
    console.log(
      Object.keys(process.cpuUsage()),
      Object.keys(process.resourceUsage()).length,
    );
    console.log(
      process.umask(),
      typeof process.getuid(),
      process.platform,
      process.arch,
    );
    console.log(
      Object.prototype.toString.call(process),
      process instanceof require('events'),
    );
    console.log(
      process.off === process.removeListener,
      process.on === process.addListener,
    );
  }),
  named('process: a capture callback', () => {
    process.setUncaughtExceptionCaptureCallback((error) =>
      console.log('captured', error.message),
    );
    console.log(process.hasUncaughtExceptionCaptureCallback());
    setTimeout(() => console.log('goes on'), 1);
    throw new Error('x');
  }),
  named('process: origin of what is uncaught', () => {
    process.on('uncaughtException', (error, origin) =>
      console.log(error.message, origin),
    );
    Promise.reject(new Error('rejected'));
    setTimeout(() => {
      throw new Error('thrown');
    }, 1);
  }),
  named('process: a rejection handled too late', () => {
    process.on('unhandledRejection', (reason) =>
      console.log('unhandled', reason),
    );
    process.on('rejectionHandled', (promise) =>
      console.log('handled', promise === late),
    );
    const late = Promise.reject(5);
    setTimeout(() => late.catch(() => {}), 2);
  }),
  named('process: the exit code as text, null and undefined', () => {
    process.exitCode = '4';
    console.log(process.exitCode);
    process.exitCode = null;
    process.exitCode = undefined;
    process.exitCode = 7;
  }),
  named('console: tables', () => {
    console.table([
      [1, 2],
      [3, 4],
    ]);
    console.table(
      [
        { a: 1, b: 'x' },
        { a: 2, c: true },
      ],
      ['a', 'c'],
    );
    console.table(new Map([['k', { v: 1 }]]));
    console.table(new Set([1]).values());
    console.table({ x: { y: 1 }, z: { y: 2 } });
    console.table([{ a: { b: 1 } }, [1], 'c']);
    console.table('x');
    console.table(null);
    console.table([]);
    try {
      console.table([1], 5);
    } catch (error) {
      console.log(error.code, error.message);
    }
  }),
  named('console: warnings about counters and timers', () => {
    console.countReset('nope');
    console.time('t');
    console.time('t');
    console.timeEnd('nope');
    console.timeLog('nope');
  }),
  named('console: consoles of our own', () => {
    const { Console } = require('console');
    const own = new Console(process.stdout, process.stderr);
    own.log('%d', 5);
    own.error('err');
    own.group('group');
    own.log('in');
    console.log('out');
    new Console({ stdout: process.stdout, inspectOptions: { depth: 0 } }).log({
      a: { b: 1 },
    });
    const wide = console.Console({
      stdout: process.stdout,
      groupIndentation: 4,
    });
    wide.group();
    wide.log('x\ny');
    try {
      new Console({});
    } catch (error) {
      console.log(error.code, error.message);
    }
  }),
  named('console: all methods by name', () => {
    console.log(Object.keys(console));
    for (const name of ['debug', 'info', 'dirxml'])
      console[name](name, { a: 1 });
    console.dir({ a: { b: { c: {} } } }, { depth: 0 });
    console.assert(0, 'a %s', 'b', { c: 1 });
    console.assert(false);
    console.log(console.log.name, console.timeStamp(), console.profile());
  }),
  named('console: mixed values', () => {
    console.log('%s|%5d|%o', 'a', 3, { f() {} });
    console.log('%c styled', 'color: red', '100%');
    console.log(
      '%s',
      { toString: () => 'custom' },
      new (class Foo {
        toString() {
          return 'foo!';
        }
      })(),
    );
    console.log(
      [undefined, , 3],
      new Array(3),
      Object.assign([1], { x: 1 }),
      [[]],
      [{}],
    );
    console.log({
      'a-b': 1,
      2: 3,
      f() {},
      c: class {},
      get g() {
        return 1;
      },
      set s(v) {},
    });
    console.log(
      -0,
      [-0],
      1e21,
      0.1 + 0.2,
      2n ** 70n,
      NaN,
      new Date(NaN),
      [null],
      [true],
    );
    console.log(new Array(200).fill(7), 'x'.repeat(3), ["it's", 'a\nb']);
    console.log(
      Object.create(null),
      Object.create({ a: 1 }),
      new (class extends Map {})([[1, 2]]),
    );
    console.log([1.5, 'a', [['b', [['c', [['d']]]]]]], new Error('m').message, [
      function () {},
      () => {},
    ]);
  }),
  named('os', () => {
    const os = require('os');
    console.log(
      Object.keys(os),
      [os.EOL],
      os.platform(),
      os.type(),
      os.endianness(),
    );
    console.log(
      os.constants.signals.SIGINT,
      os.constants.errno.ENOENT,
      os.devNull,
    );
  }),
  named('module, tty and v8', () => {
    const { builtinModules, isBuiltin, createRequire } = require('module');
    console.log(
      builtinModules.includes('fs'),
      isBuiltin('node:fs'),
      isBuiltin('nope'),
    );
    console.log(createRequire('/x.js')('path') === require('path'));
    console.log(require('tty').isatty(0), require('tty').isatty(1));
    require('v8').setFlagsFromString('--stack-size=2000');
    console.log(process.getBuiltinModule?.('fs') === require('fs'));
  }),
  named('require: errors of a program to catch', () => {
    for (const id of ['lodash', './lib', 'node:nope', '', 5, null]) {
      try {
        require(id);
      } catch (error) {
        console.log(error.name, error.code, error.message.split('\n')[0]);
      }
    }
  }),
];
