// The modules and globals of Node.

export const programs = [
  {
    name: 'module surroundings',
    program() {
      console.log(
        this === module.exports,
        exports === module.exports,
        require.main === module,
        module.id,
      );
      console.log(
        typeof __filename,
        typeof __dirname,
        module.loaded,
        typeof module.parent,
        module.children,
      );
      console.log(
        arguments.length,
        typeof require.resolve,
        typeof require.cache,
      );
    },
  },
  {
    name: 'missing modules',
    program() {
      for (const id of ['lodash', './helper', '../x.js', 'node:nothing']) {
        try {
          require(id);
        } catch (e) {
          console.log(
            e.code,
            e.message.split('\n')[0],
            e.message.split('\n')[1],
            (e.requireStack || []).length,
          );
        }
      }
      try {
        require(5);
      } catch (e) {
        console.log(e.code, e.message);
      }
    },
  },
  {
    name: 'modules with and without node:',
    program() {
      for (const id of [
        'fs',
        'readline',
        'events',
        'buffer',
        'util',
        'os',
        'path',
        'process',
        'assert',
        'perf_hooks',
        'timers',
        'string_decoder',
      ]) {
        console.log(
          id,
          require(id) === require(`node:${id}`),
          typeof require(id),
        );
      }
      console.log(
        require('buffer').Buffer === Buffer,
        require('process') === process,
        require('os').EOL === '\n',
      );
      console.log(
        require('events') === require('events').EventEmitter,
        require('perf_hooks').performance === performance,
      );
    },
  },
  {
    name: 'path',
    program() {
      const path = require('path');
      console.log(
        path.join('/a', '..', 'b', './c', ''),
        path.join(''),
        path.join('a', '../../b'),
      );
      console.log(
        path.resolve('/a/b', '../c', './d/'),
        path.resolve('/a', '/b'),
        path.normalize('/a//b/../c/.'),
        path.normalize('./a/'),
      );
      for (const p of [
        '/a/b.txt',
        'b',
        '/',
        'a/',
        '.bashrc',
        'x.tar.gz',
        '..',
        '',
        'a/b/',
      ]) {
        console.log(
          JSON.stringify([
            path.dirname(p),
            path.basename(p),
            path.extname(p),
            path.isAbsolute(p),
          ]),
        );
      }
      console.log(
        path.basename('/a/b.txt', '.txt'),
        path.relative('/a/b/c', '/a/d'),
        path.sep,
      );
      console.log(
        path.parse('/home/u/f.txt'),
        path.format({ dir: '/x', base: 'y.z' }),
      );
    },
  },
  {
    name: 'assert',
    program() {
      const assert = require('assert');
      assert(true);
      assert.ok(1);
      assert.equal(1, '1');
      assert.strictEqual('a', 'a');
      assert.deepStrictEqual(
        { a: [1, { b: 2 }], m: new Map([[1, new Set([1])]]) },
        { a: [1, { b: 2 }], m: new Map([[1, new Set([1])]]) },
      );
      assert.deepEqual([1, '2'], ['1', 2]);
      assert.throws(() => {
        throw new TypeError('bad');
      }, TypeError);
      assert.throws(() => {
        throw new Error('message here');
      }, /message/);
      assert.throws(
        () => {
          throw new Error('m');
        },
        { message: 'm' },
      );
      assert.doesNotThrow(() => 1);
      for (const bad of [
        () => assert(0, 'text'),
        () => assert.strictEqual(1, 2, 'not same'),
        () => assert.deepStrictEqual([1], ['1'], 'deep'),
        () => assert.throws(() => {}),
        () => assert.fail('f'),
        () => assert.notStrictEqual(1, 1, 'same'),
      ]) {
        try {
          bad();
          console.log('passed');
        } catch (e) {
          console.log(
            e.name,
            e.code,
            e.message.split('\n')[0],
            e.generatedMessage,
          );
        }
      }
      assert
        .rejects(Promise.reject(new Error('r')), /r/)
        .then(() => console.log('rejected'));
    },
  },
  {
    name: 'an assertion that fails',
    program() {
      require('assert').strictEqual(1 + 1, 3);
    },
  },
  {
    name: 'deep equality',
    program() {
      const { isDeepStrictEqual: eq } = require('util');
      const a = { x: 1 };
      a.self = a;
      const b = { x: 1 };
      b.self = b;
      console.log([
        eq([1, [2]], [1, [2]]),
        eq({ a: 1, b: 2 }, { b: 2, a: 1 }),
        eq([1], { 0: 1 }),
        eq(NaN, NaN),
        eq(0, -0),
        eq([0], [-0]),
        eq(new Date(1), new Date(1)),
        eq(new Date(1), new Date(2)),
        eq(/a/g, /a/g),
        eq(/a/, /a/g),
        eq(a, b),
        eq(new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1])),
        eq(new Set([1]), new Set([2])),
        eq(new Map([[{}, 1]]), new Map([[{}, 1]])),
        eq(new Map([[1, 2]]), new Map([[1, 3]])),
        eq(new Uint8Array([1]), new Uint8Array([1])),
        eq(new Uint8Array([1]), [1]),
        eq(new Error('a'), new Error('a')),
        eq(new Error('a'), new Error('b')),
        eq(Object(1), Object(1)),
        eq(Object(1), Object(2)),
        eq([1, , 3], [1, undefined, 3]),
        eq({ a: undefined }, {}),
        eq(null, undefined),
        eq('a', 'a'),
        eq(Object.create(null), {}),
      ]);
    },
  },
  {
    name: 'util functions',
    program() {
      const util = require('util');
      console.log(
        util.format('%s=%d', 'x', 5, 'extra'),
        util.format(1, 2),
        util.inspect(new Map([[1, 2]])),
      );
      util
        .promisify((a, done) => done(null, a * 2))(21)
        .then(console.log);
      util
        .promisify((done) => done(new Error('no')))()
        .catch((e) => console.log(e.message));
      function Base() {}
      Base.prototype.hi = function () {
        return 'hi';
      };
      function Sub() {}
      util.inherits(Sub, Base);
      console.log(new Sub().hi(), Sub.super_ === Base);
      const { types } = util;
      console.log(
        types.isMap(new Map()),
        types.isSet({}),
        types.isDate(new Date()),
        types.isRegExp(/x/),
        types.isPromise(Promise.resolve()),
        types.isTypedArray(new Uint8Array()),
        types.isGeneratorFunction(function* () {}),
        types.isAsyncFunction(async () => {}),
        types.isNativeError(new TypeError()),
        types.isBoxedPrimitive(Object('s')),
      );
      console.log(
        util.types.isProxy === undefined || true,
        util.isArray([]),
        util.stripVTControlCharacters('\u001b[31mred\u001b[0m'),
      );
    },
  },
  {
    name: 'Buffer',
    program() {
      const b = Buffer.from('h\u00e9llo \ud83d\ude00');
      console.log(
        b.length,
        b.toString('hex'),
        b.toString('base64'),
        b.toString('latin1').length,
        b.toString('utf8', 1, 3),
      );
      console.log(
        Buffer.from('ff00', 'hex'),
        Buffer.from('aGk=', 'base64').toString(),
        Buffer.from([1, 256, -1]),
        Buffer.from('-_-_', 'base64url'),
      );
      console.log(
        Buffer.byteLength('\u00e9'),
        Buffer.concat([Buffer.from('a'), Buffer.from('b')]).toString(),
        Buffer.compare(Buffer.from('a'), Buffer.from('b')),
      );
      console.log(
        Buffer.alloc(3, 'ab').toString(),
        Buffer.alloc(2).equals(Buffer.alloc(2)),
        b.indexOf('l'),
        b.includes('llo'),
        b.slice(1, 3),
        b.subarray(0, 1),
      );
      const w = Buffer.alloc(16);
      w.writeUInt32BE(0xdeadbeef, 0);
      w.writeInt16LE(-2, 4);
      w.writeDoubleLE(1.5, 6);
      console.log(
        w,
        w.readUInt32BE(0),
        w.readInt16LE(4),
        w.readDoubleLE(6),
        w.readBigUInt64LE(0),
        w.readUint8(1),
      );
      console.log(
        JSON.stringify(Buffer.from('ab')),
        Buffer.isBuffer(b),
        b instanceof Uint8Array,
        Buffer.isEncoding('UTF-8'),
        Buffer.isEncoding('x'),
      );
      console.log(
        [...Buffer.from('abc').entries()],
        Buffer.from('abc').reverse().toString(),
        Buffer.from('abc').fill('z').toString(),
      );
      for (const bad of [
        () => Buffer.from(5),
        () => Buffer.from(null),
        () => Buffer.from('a', 'nope'),
        () => Buffer.alloc('5'),
        () => b.toString('nope'),
      ]) {
        try {
          bad();
        } catch (e) {
          console.log(e.name, e.code);
        }
      }
      console.log(
        b.toString(undefined, 0, 2),
        b.toString('ascii', 0, 3),
        Buffer.from('abc', 'utf16le').length,
        `${Buffer.from('s')}`,
      );
    },
  },
  {
    name: 'TextEncoder, TextDecoder, StringDecoder',
    program() {
      const bytes = new TextEncoder().encode('h\u00e9\ud83d\ude00');
      console.log(
        bytes,
        new TextDecoder().decode(bytes),
        new TextDecoder('latin1').decode(new Uint8Array([0xe9, 0x41])),
      );
      const into = new Uint8Array(4);
      console.log(new TextEncoder().encodeInto('a\u00e9\u20ac', into), into);
      const decoder = new TextDecoder('utf-8');
      console.log(
        decoder.decode(bytes.subarray(0, 2), { stream: true }) +
          decoder.decode(bytes.subarray(2)),
        decoder.encoding,
        decoder.fatal,
      );
      console.log(
        new TextDecoder('utf-16le').decode(new Uint8Array([0x61, 0, 0x62, 0])),
        new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))
          .length,
        new TextDecoder().decode(new Uint8Array([0x61, 0xff])),
      );
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(
          new Uint8Array([0xff]),
        );
      } catch (e) {
        console.log(e.name, e.code);
      }
      try {
        new TextDecoder('nope');
      } catch (e) {
        console.log(e.name, e.code);
      }
      const { StringDecoder } = require('string_decoder');
      const d = new StringDecoder('utf8');
      console.log([
        d.write(Buffer.from([0xe2, 0x82])),
        d.write(Buffer.from([0xac])),
        d.end(Buffer.from([0xe2])),
        d.end(),
      ]);
      const d16 = new StringDecoder('utf16le');
      console.log(
        [
          d16.write(Buffer.from([0x61, 0, 0x3d, 0xd8])),
          d16.write(Buffer.from([0, 0xde])),
          d16.end(),
        ].map((s) => s.length),
      );
    },
  },
  {
    name: 'structuredClone',
    program() {
      const source = {
        a: [1, { b: 2 }],
        d: new Date(5),
        m: new Map([[{ k: 1 }, new Set([1])]]),
        r: /x/gi,
        t: new Uint16Array([1, 2]),
        n: null,
        u: undefined,
        e: new RangeError('x'),
        big: 5n,
        s: Object('str'),
      };
      source.self = source;
      const copy = structuredClone(source);
      delete source.e.stack;
      console.log(
        copy !== source,
        copy.self === copy,
        copy.a,
        copy.d,
        copy.m,
        copy.r,
        copy.t,
        copy.u,
        copy.e instanceof RangeError,
        copy.e.message,
        copy.big,
        copy.s,
      );
      for (const bad of [() => 1, Symbol('s'), { f() {} }, new WeakMap()]) {
        try {
          structuredClone(bad);
        } catch (e) {
          console.log(e.name, e.code, e.message);
        }
      }
      class P {
        constructor() {
          this.x = 1;
        }
      }
      console.log(
        structuredClone(new P()),
        structuredClone([1, , 3]),
        structuredClone(new Uint8Array([1, 2, 3]).subarray(1)),
      );
    },
  },
  {
    name: 'atob and btoa',
    program() {
      console.log(
        btoa('hello'),
        atob('aGVsbG8='),
        atob(' aGk '),
        btoa(''),
        atob(btoa('\xff\x00')).length,
      );
      for (const bad of [
        () => btoa('\u20ac'),
        () => atob('a'),
        () => atob('*'),
      ]) {
        try {
          bad();
        } catch (e) {
          console.log(e.name, e.code);
        }
      }
    },
  },
  {
    name: 'process facts',
    program() {
      console.log(
        process.argv.length,
        process.platform,
        typeof process.pid,
        typeof process.version,
        /^v\d+\.\d+\.\d+$/.test(process.version),
      );
      console.log(
        typeof process.versions.node,
        typeof process.versions.v8,
        process.argv.slice(2),
        typeof process.cwd(),
        process.exitCode,
      );
      console.log(
        typeof process.hrtime.bigint(),
        process.hrtime().length,
        process.hrtime([0, 0]).length,
        typeof process.uptime(),
      );
      console.log(
        Object.keys(process.memoryUsage()),
        Object.keys(process.cpuUsage()),
        typeof performance.now(),
        typeof performance.timeOrigin,
      );
      console.log(
        Object.prototype.toString.call(process),
        process instanceof require('events'),
        `${process}`,
        process.env.NO_SUCH_VARIABLE,
      );
    },
  },
  {
    name: 'globals',
    program() {
      console.log(
        globalThis === global,
        typeof window,
        typeof globalThis.process,
        typeof globalThis.require,
      );
      for (const name of [
        'setTimeout',
        'setInterval',
        'setImmediate',
        'clearTimeout',
        'clearInterval',
        'clearImmediate',
        'queueMicrotask',
        'structuredClone',
        'atob',
        'btoa',
        'TextEncoder',
        'TextDecoder',
        'Buffer',
        'console',
        'process',
        'performance',
      ]) {
        console.log(
          name,
          typeof globalThis[name],
          typeof Object.getOwnPropertyDescriptor(globalThis, name),
        );
      }
      console.log(
        Object.prototype.toString.call(console),
        Object.keys(console).includes('log'),
      );
    },
  },
  {
    name: 'names of our own globals stay free',
    input: '1 2\n',
    program() {
      const readline = require('readline');
      let print = (x) => console.log('mine', x);
      function gets() {
        return 'own';
      }
      var write = 1;
      print(gets() + write);
      readline.createInterface({ input: process.stdin }).on('line', print);
    },
  },
  {
    name: 'paths of Windows',
    program() {
      const { win32, posix } = require('path');
      console.log(win32.win32 === win32, win32.posix === posix);
      console.log(require('path/win32') === win32, posix.win32 === win32);
      console.log(win32.join('a', '..', 'b/c', 'd'), win32.sep, win32.delimiter);
      console.log(win32.parse('C:\\dir\\file.txt'), win32.normalize('a//b\\..'));
      console.log(win32.basename('C:\\x\\y.js', '.js'), win32.extname('a.b.c'));
      console.log(win32.isAbsolute('C:/'), win32.isAbsolute('/x'));
      console.log(win32.relative('C:\\a\\b', 'C:\\a\\c'));
      console.log(win32.resolve('C:\\a', '..', 'b'), win32.dirname('C:\\a\\b'));
      for (const f of ['join', 'dirname', 'parse']) {
        try {
          win32[f](5);
        } catch (e) {
          console.log(e.code, e.message);
        }
      }
    },
  },
];
