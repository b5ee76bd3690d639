// Programs that overwrite what the prelude is made of, or look for a way out.

export const programs = [
  {
    name: 'deleted globals',
    input: '1\n2\n',
    program() {
      const { log } = console;
      const fs = require('fs');
      for (const key of Reflect.ownKeys(globalThis)) {
        try {
          delete globalThis[key];
        } catch (e) {}
      }
      log('text', 1, -0);
      log([1, { a: new Map() }]);
      log(fs.readFileSync(0, 'utf8'));
    },
    stdout: 'text 1 -0\n[ 1, { a: Map(0) {} } ]\n1\n2\n\n',
  },
  {
    name: 'overwritten arrays and functions',
    input: 'line 1\nline 2\nrest',
    program() {
      for (const name of [
        'push',
        'map',
        'slice',
        'join',
        'shift',
        'splice',
        'indexOf',
        'forEach',
      ])
        Array.prototype[name] = null;
      Array.prototype[Symbol.iterator] = function* () {
        for (;;) yield 1;
      };
      Function.prototype.call =
        Function.prototype.apply =
        Function.prototype.bind =
          () => {
            throw 2;
          };
      console.log('text', 1, true, null, undefined, 5n);
      print('printed', 2);
      print(readline());
      print(require('fs').readFileSync(0, 'utf8'));
      process.stdout.write('written\n');
      setTimeout(() => console.log('timer'), 1);
      setImmediate(() => console.log('immediate'));
      process.nextTick((x) => console.log(x), 'tick');
    },
    stdout:
      'text 1 true null undefined 5n\nprinted 2\nline 1\nline 2\nrest\nwritten\ntick\ntimer\nimmediate\n',
  },
  {
    name: 'overwritten strings, numbers and objects',
    input: 'a\nb\n',
    program() {
      for (const prototype of [
        String.prototype,
        Number.prototype,
        Object.prototype,
        RegExp.prototype,
        Map.prototype,
        Set.prototype,
        WeakMap.prototype,
        Date.prototype,
      ]) {
        for (const key of Reflect.ownKeys(prototype)) {
          if (key === 'constructor' || key === '__proto__') continue;
          try {
            prototype[key] = () => {
              throw new Error('polluted');
            };
          } catch (e) {}
        }
      }
      Object.keys =
        Object.defineProperty =
        Object.create =
        Reflect.apply =
        Reflect.ownKeys =
          () => {
            throw 3;
          };
      console.log('text', 1, true);
      print(readline(), gets());
      console.log(require('fs').readFileSync(0, 'utf8').length);
      require('fs').writeSync(1, 'sync\n');
    },
    stdout: 'text 1 true\na b\n0\nsync\n',
  },
  {
    name: 'overwritten promises',
    program() {
      Promise.prototype.then = () => {
        throw 1;
      };
      Promise.prototype.catch = Promise.prototype.finally = null;
      Promise.resolve = Promise.reject = () => {
        throw 2;
      };
      (async () => {
        await 0;
        console.log('awaited');
      })();
      queueMicrotask(() => console.log('micro'));
    },
    stdout: 'awaited\nmicro\n',
  },
  {
    name: 'overwritten prototypes under readline and stdin',
    input: '1\n2\n',
    program() {
      const rl = require('readline').createInterface({ input: process.stdin });
      rl.on('line', (line) => console.log('line', line));
      rl.on('close', () => console.log('closed'));
      Array.prototype.push =
        Array.prototype.slice =
        Array.prototype.splice =
        String.prototype.split =
          () => {
            throw 1;
          };
      Array.prototype[Symbol.iterator] = null;
      TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype);
      TypedArrayPrototype.subarray = TypedArrayPrototype.set = null;
    },
    stdout: 'line 1\nline 2\nclosed\n',
  },
  {
    name: 'polluted Object.prototype',
    input: '1\n2\n',
    program() {
      Object.prototype.encoding = 'hex';
      Object.prototype.fd = 2;
      Object.prototype.value = 1;
      Object.prototype.get = () => 5;
      require('readline')
        .createInterface({ input: process.stdin })
        .on('line', (line) => console.log('line', line));
      console.log('a', 1);
      setTimeout(() => console.log('timer'), 20);
    },
    stdout: 'a 1\nline 1\nline 2\ntimer\n',
  },
  {
    name: 'no way to another realm, to the host or to Node',
    program() {
      const found = [];
      for (const f of [
        console.log,
        print,
        readline,
        setTimeout,
        process.exit,
        require,
        Buffer,
        process.stdout.write,
      ]) {
        const global = f.constructor('return this')();
        if (global !== globalThis) found.push('realm', f.name);
        if (
          global.host ||
          global.require ||
          global.process.binding ||
          global.process.mainModule
        )
          found.push('host');
      }
      console.log({
        [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
          if (inspect.constructor('return this')() !== globalThis)
            found.push('inspect');
          return 'custom';
        },
      });
      console.log(
        found,
        Object.keys(globalThis).includes('prelude'),
        typeof host,
      );
    },
    stdout: 'custom\n[] false undefined\n',
  },
  {
    name: 'call sites show none of the prelude',
    program() {
      Error.prepareStackTrace = (error, sites) => sites;
      let inner;
      [1].forEach(() =>
        console.log({
          get a() {
            return 1;
          },
          [Symbol.for('nodejs.util.inspect.custom')]() {
            inner = new Error().stack;
            return 'x';
          },
        }),
      );
      Error.prepareStackTrace = undefined;
      const ours = inner.filter(
        (site) => site.getFileName() === 'gavel:prelude',
      );
      console.log(inner.length > 0, ours.length);
    },
    stdout: 'x\ntrue 0\n',
  },
  {
    name: 'console functions with odd receivers',
    program() {
      let n = 0;
      for (const f of [console.log, print]) {
        try {
          f.call(null);
          n++;
        } catch (e) {
          n++;
        }
        try {
          Reflect.construct(f, []);
          n++;
        } catch (e) {
          n++;
        }
        try {
          f.call(new Proxy({}, {}));
          n++;
        } catch (e) {
          n++;
        }
      }
      console.log(n === 6);
    },
    stdout: '\n\n\n\ntrue\n',
  },
  {
    name: 'values that throw whatever is done to them',
    program() {
      const revoked = Proxy.revocable({}, {});
      revoked.revoke();
      for (const value of [revoked.proxy, Object.create(null)]) {
        try {
          print(value);
        } catch (e) {
          console.log(e instanceof TypeError);
        }
      }
      console.log(revoked.proxy, Object.create(null), Symbol('s'));
    },
    stdout:
      'true\ntrue\n<Revoked Proxy> [Object: null prototype] {} Symbol(s)\n',
  },
  {
    name: 'throwing a revoked proxy',
    program() {
      const revoked = Proxy.revocable(function () {}, {});
      revoked.revoke();
      throw revoked.proxy;
    },
    stdout: '',
    code: 1,
  },
  {
    name: 'rejecting with hostile reasons',
    program() {
      const revoked = Proxy.revocable({}, {});
      revoked.revoke();
      process.on('uncaughtException', (error) =>
        console.log(typeof error, error.code),
      );
      Promise.reject(revoked.proxy);
      Promise.reject(Object.create(null));
      Promise.reject({
        toString() {
          throw 1;
        },
      });
      Promise.reject(Symbol('s'));
    },
    stdout: 'object ERR_UNHANDLED_REJECTION\n'.repeat(4),
  },
  {
    name: 'deep recursion in output is an error to catch',
    program() {
      const deep = [];
      let at = deep;
      for (let i = 0; i < 1e5; i++) {
        const next = [];
        at.push(next);
        at = next;
      }
      console.log(deep);
      const f = () => {
        console.log([{ toJSON() {} }].length ? '' : '');
        f();
      };
      let caught = false;
      const write = process.stdout.write;
      process.stdout.write = () => true;
      try {
        f();
      } catch (e) {
        caught = e instanceof RangeError;
      }
      process.stdout.write = write;
      console.log(caught);
    },
    stdout: '[ [ [ [Array] ] ] ]\ntrue\n',
  },
  {
    name: 'a submission that replaces console',
    program() {
      console = { log: (...args) => print('mine', ...args) };
      console.log(1);
    },
    stdout: 'mine 1\n',
  },
];
