// How programs print.

export const programs = [
  {
    name: 'primitives',
    program() {
      console.log(
        1,
        'a',
        true,
        null,
        undefined,
        0,
        -0,
        1e21,
        0.1,
        NaN,
        -Infinity,
        10n,
      );
      console.log(-0);
      console.log('a');
      console.log();
      console.log('');
      console.log(' ', '');
      console.log(undefined);
      console.log(Symbol('s'), Symbol.iterator);
      console.log([-0, 5n, 'x', Symbol('y')]);
    },
  },
  {
    name: 'format directives',
    program() {
      console.log(
        '%s %d %i %f %j %o %O %c%%',
        'a',
        1.5,
        1.5,
        '1.5',
        { a: 1 },
        [1],
        { b: 2 },
        'css',
      );
      console.log('%s', 'a', 'b', { c: 1 });
      console.log('100%', 1);
      console.log('%d%%', 50);
      console.log('%');
      console.log('%s');
      console.log('%s', null, undefined, 5n, Symbol('x'), -0);
      console.log('%d', '0x10', 3n, {}, '');
      console.log(
        '%s',
        {
          toString() {
            return 'custom';
          },
        },
        class A {},
        () => 1,
      );
      console.log('%x', 1);
      console.log(1, '%s', 2);
    },
  },
  {
    name: 'arrays and objects',
    program() {
      console.log([1, 2, 3], ['a', "it's"], [], [[]], [[1, [2, [3, [4]]]]]);
      console.log({ a: 1, 'b-c': 2, 3: 'x', [Symbol('k')]: 1 }, {});
      console.log([1, , 3], [, ,], [undefined, null]);
      console.log(Array.from({ length: 7 }, (_, i) => i * 1000));
      console.log(Array.from({ length: 150 }, (_, i) => i));
      console.log(Array(120).fill('ab'));
      console.log({ a: { b: { c: { d: 1 } } } });
      console.log({
        f() {},
        g: () => 1,
        h: class {},
        i: class B extends Array {},
        async j() {},
        *k() {},
      });
      console.log({
        get a() {
          return 1;
        },
        set a(v) {},
        get b() {
          return 2;
        },
        set c(v) {},
      });
      console.log({
        text: 'line\nbreak',
        quote: 'it\'s "x"',
        long: 'x'.repeat(100),
      });
    },
  },
  {
    name: 'long nested structures wrap as in Node',
    program() {
      const grid = Array.from({ length: 5 }, (_, i) =>
        Array.from({ length: 5 }, (_, j) => i * j),
      );
      console.log(grid);
      console.log({
        name: 'a somewhat long name',
        tags: ['first', 'second', 'third'],
        size: { width: 100, height: 200 },
      });
      console.log([
        { id: 1, value: 'abc' },
        { id: 2, value: 'def' },
        { id: 3, value: 'ghi' },
        { id: 4, value: 'jkl' },
      ]);
      console.log([
        'apple',
        'banana',
        'cherry',
        'dragonfruit',
        'elderberry',
        'fig',
        'grape',
      ]);
    },
  },
  {
    name: 'maps, sets and classes',
    program() {
      class Point {
        constructor() {
          this.x = 1;
          this.y = [2];
        }
        get z() {
          return 3;
        }
      }
      class Sub extends Map {
        extra = 1;
      }
      console.log(
        new Map([
          [1, { a: 1 }],
          ['k', [1]],
          [{}, new Map()],
        ]),
        new Set([1, 'a', [1]]),
      );
      console.log(
        new Point(),
        new Sub([[1, 2]]),
        Point,
        new (class extends Point {})(),
      );
      console.log(new WeakMap(), new WeakSet(), new Map(), new Set());
      console.log(
        Object.create(null),
        Object.create({ a: 1 }),
        Object.create(Point.prototype),
      );
      console.log(Object.assign(Object.create(null), { x: 1 }));
    },
  },
  {
    name: 'other built-in objects',
    program() {
      console.log(new Date(0), new Date(NaN), /re/gi, [new Date(86400000)]);
      console.log(
        new Number(1),
        new String('abc'),
        new Boolean(false),
        Object(1n),
        Object(Symbol('s')),
      );
      console.log(
        new Uint8Array([1, 2]),
        new Float64Array(2),
        new BigInt64Array(1),
        new ArrayBuffer(4),
      );
      console.log(new DataView(new ArrayBuffer(2)));
      console.log(
        Buffer.from('hello'),
        Buffer.alloc(60),
        [Buffer.from('x')],
        Buffer.alloc(0),
      );
      console.log(Math, JSON, Reflect, globalThis === global);
      console.log(
        (function () {
          return arguments;
        })(1, 2),
      );
      console.log((function* () {})(), function named() {}, Symbol);
      console.log(
        new Proxy([1], {}).length,
        Math.max,
        Object.assign(() => 1, { a: 1 }),
      );
    },
  },
  {
    name: 'cycles and shared references',
    program() {
      const a = { name: 'a' };
      a.self = a;
      a.list = [a, { a }];
      console.log(a);
      const m = new Map();
      m.set('m', m);
      console.log(m);
    },
  },
  {
    name: 'errors inside values',
    program() {
      const e = new TypeError('bad');
      e.stack = 'TypeError: bad\n    at here';
      console.log(e);
      console.log([e], { e });
      const plain = new Error('no stack');
      plain.stack = undefined;
      console.log(plain);
      const coded = Object.assign(new RangeError('coded'), { code: 'E' });
      coded.stack = 'RangeError: coded\n    at x';
      console.log(coded);
      console.log(`${new SyntaxError('text')}`);
    },
  },
  {
    name: 'custom inspection',
    program() {
      const { inspect } = require('util');
      console.log({
        [inspect.custom](depth, options) {
          return `<${depth} ${typeof options.stylize}>`;
        },
      });
      console.log([
        { [Symbol.for('nodejs.util.inspect.custom')]: () => ({ a: 1 }) },
      ]);
      console.log(
        {
          toString() {
            return 'x';
          },
        },
        { [Symbol.toStringTag]: 'Tag' },
      );
      console.log({
        toJSON() {
          return 1;
        },
      });
    },
  },
  {
    name: 'util.inspect options',
    program() {
      const { inspect } = require('util');
      const value = {
        a: { b: { c: { d: [1, 2, 3] } } },
        z: new Map([[{ k: 1 }, 'v']]),
      };
      console.log(inspect(value, { depth: null }));
      console.log(inspect(value, false, null, true));
      console.log(inspect(value, { compact: false }));
      console.log(inspect(value, { depth: 0, breakLength: 10 }));
      console.log(
        inspect({ b: 1, a: 2 }, { sorted: true }),
        inspect([1, 2, 3, 4], { maxArrayLength: 2 }),
      );
      console.log(
        inspect('text'),
        inspect('x'.repeat(20), { maxStringLength: 5 }),
      );
      console.log(
        inspect([1], { showHidden: true }),
        inspect(123456.789, { numericSeparator: true }),
      );
    },
  },
  {
    name: 'console.dir',
    program() {
      console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
      console.dir([1, 'a']);
      console.dir('text');
    },
  },
  {
    name: 'console.table',
    program() {
      console.table([
        [1, 2],
        [3, 4],
      ]);
      console.table([
        { a: 1, b: 'x' },
        { a: 2, c: true },
      ]);
      console.table({ r1: { v: 1 }, r2: { v: 2 } });
      console.table([1, 'two', { three: 3 }]);
      console.table(
        new Map([
          ['k', 1],
          ['l', { a: 1 }],
        ]),
      );
      console.table(new Set([1, 'a']));
      console.table([{ a: 1, b: 2 }], ['b']);
      console.table('not tabular');
      console.table([]);
    },
  },
  {
    name: 'console groups',
    program() {
      console.group('outer');
      console.log('one\ntwo');
      console.group();
      console.info({ a: 1 });
      console.groupEnd();
      console.log('back');
      console.groupEnd();
      console.groupEnd();
      console.log('flat');
    },
  },
  {
    name: 'console counters, assertions and stderr',
    program() {
      console.count();
      console.count('x');
      console.count();
      console.countReset();
      console.count();
      console.assert(true, 'not shown');
      console.assert(false, 'shown %s', 'here');
      console.assert(false);
      console.assert(0, { a: 1 });
      console.error('to stderr', 1);
      console.warn('%d', 2);
      console.debug('debug');
      console.time('t');
    },
  },
  {
    name: 'console methods without console',
    program() {
      const { log } = console;
      log('bound');
      [1, 2].forEach(console.log);
      Promise.resolve('p').then(console.log);
    },
  },
  {
    name: 'process.stdout.write',
    program() {
      process.stdout.write('no newline');
      process.stdout.write('\n');
      process.stdout.write(Buffer.from('bytes\n'));
      process.stdout.write(new Uint8Array([104, 105, 10]));
      process.stdout.write('68690a', 'hex');
      console.log(
        process.stdout.write(''),
        process.stdout.isTTY,
        process.stdout.fd,
      );
      process.stdout.write('callback\n', () => console.log('called'));
      process.stderr.write('error\n');
    },
  },
  {
    name: 'process.stdout.write of a number throws',
    program() {
      try {
        process.stdout.write(5);
      } catch (e) {
        console.log(e.name, e.code, e.message);
      }
      try {
        process.stdout.write(null);
      } catch (e) {
        console.log(e.name, e.code, e.message);
      }
    },
  },
  {
    name: 'process.stdout.end',
    program() {
      process.stdout.end('last\n');
      console.log('dropped');
    },
  },
  {
    name: 'a replaced process.stdout.write sees console.log',
    program() {
      const original = process.stdout.write;
      const seen = [];
      process.stdout.write = (text) => {
        seen.push(text);
        return true;
      };
      console.log('captured', 1);
      process.stdout.write = original;
      console.log(seen);
    },
  },
  {
    name: 'writeSync and writeFileSync to standard output',
    program() {
      const fs = require('fs');
      console.log(
        fs.writeSync(1, 'text\n'),
        fs.writeSync(1, Buffer.from('bytes\n'), 0, 3),
      );
      fs.writeFileSync(1, Buffer.from('buffer\n'));
      fs.writeSync(2, 'err\n');
    },
  },
  {
    name: 'text that is no valid Unicode',
    program() {
      console.log('\ud800', 'a\udc00b', '\ud83d\ude00', 'h\u00e4');
      console.log(['\ud800']);
    },
  },
  {
    name: 'much output in one string',
    program() {
      const lines = [];
      for (let i = 0; i < 20000; i++) lines.push(i);
      console.log(lines.join('\n'));
    },
  },
  {
    name: 'what only the engine can see',
    program() {
      console.log(
        Promise.resolve({ a: 1 }),
        new Promise(() => {}),
        (async () => 5)(),
      );
      const rejected = Promise.reject(new RangeError('no'));
      rejected.catch(() => {});
      console.log(require('util').inspect(rejected).split('\n')[0]);
      const map = new Map([
        ['k', 1],
        ['l', { a: 2 }],
      ]);
      const keys = map.keys();
      keys.next();
      console.log(
        map.entries(),
        keys,
        map.values(),
        new Set([1, 2]).values(),
        new Set([3]).entries(),
      );
      console.log([map.entries()], [][Symbol.iterator](), 'x'.matchAll(/x/g));
      console.table(map.entries());
      const trap = () => {
        throw new Error('trapped');
      };
      const proxy = new Proxy(
        { a: [1] },
        { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap },
      );
      console.log(
        proxy,
        [proxy],
        new Proxy([1, 2], {}),
        new Proxy(function f() {}, {}),
      );
      console.log(
        require('util').inspect(new Proxy({ a: 1 }, {}), { showProxy: true }),
      );
      const revoked = Proxy.revocable({}, {});
      revoked.revoke();
      console.log(revoked.proxy);
      console.log('%s %o', proxy, new Proxy([1], {}));
      const list = Object.assign([1, 2, 3], {
        extra: true,
        [Symbol('s')]: 1,
        '-1': 0,
      });
      console.log(list, Object.assign(new Uint8Array(2), { name: 'bytes' }));
    },
  },
  {
    name: 'hostile values',
    program() {
      const attempts = [
        () => Object.create(null),
        () => ({
          get a() {
            throw new Error('getter');
          },
        }),
        () => ({
          [Symbol.for('nodejs.util.inspect.custom')]() {
            throw new Error('custom');
          },
        }),
        () =>
          Object.defineProperty({}, 'constructor', {
            get() {
              throw new Error('constructor');
            },
          }),
        () => Object.setPrototypeOf([1], null),
        () => Object.setPrototypeOf(new Map([[1, 2]]), null),
        () => Object.setPrototypeOf(function f() {}, null),
      ];
      for (const attempt of attempts) {
        try {
          console.log(attempt());
        } catch (e) {
          console.log('thrown', e.message);
        }
      }
      try {
        console.log('%s', {
          toString() {
            throw new Error('toString');
          },
        });
      } catch (e) {
        console.log('thrown', e.message);
      }
    },
  },
];
