// Order and end: timers, ticks, microtasks, exits, errors.

export const programs = [
  {
    name: 'the classic order',
    program() {
      setTimeout(() => console.log('timeout'), 150);
      setImmediate(() => console.log('immediate'));
      process.nextTick(() => console.log('tick'));
      Promise.resolve().then(() => console.log('microtask'));
      queueMicrotask(() => console.log('queued'));
      (async () => {
        console.log('async');
        await null;
        console.log('awaited');
      })();
      console.log('main');
    },
  },
  {
    name: 'ticks and microtasks interleave',
    program() {
      process.nextTick(() => {
        console.log('tick 1');
        Promise.resolve().then(() => {
          console.log('micro 1');
          process.nextTick(() => console.log('tick 3'));
        });
        process.nextTick(() => console.log('tick 2'));
      });
      Promise.resolve().then(() => {
        console.log('micro 2');
        process.nextTick(() => console.log('tick 4'));
        Promise.resolve().then(() => console.log('micro 3'));
      });
    },
  },
  {
    name: 'ticks between timers',
    program() {
      setTimeout(() => {
        console.log('a');
        process.nextTick(() => console.log('a tick'));
        Promise.resolve().then(() => console.log('a micro'));
      }, 150);
      setTimeout(() => console.log('b'), 150);
      setImmediate(() => {
        console.log('i1');
        process.nextTick(() => console.log('i1 tick'));
      });
      setImmediate(() => console.log('i2'));
    },
  },
  {
    name: 'timers by delay and age',
    program() {
      for (const delay of [500, 100, 300, 100, 400])
        setTimeout(console.log, delay, 'after', delay);
      setTimeout((a, b) => console.log(a, b), 200, 'x', 'y');
      setTimeout(() => console.log('no delay'));
      setTimeout(() => console.log('negative'), -5);
      setTimeout(() => console.log('zero'), 0);
    },
  },
  {
    name: 'clearing timers',
    program() {
      const a = setTimeout(() => console.log('never'), 5);
      clearTimeout(a);
      clearTimeout(undefined);
      clearTimeout(null);
      clearImmediate(setImmediate(() => console.log('never')));
      const b = setTimeout(() => console.log('never'), 5);
      clearTimeout(+b);
      setTimeout(() => clearTimeout(c), 5);
      const c = setTimeout(() => console.log('never'), 400);
      let n = 0;
      const interval = setInterval(() => {
        console.log('interval', ++n);
        if (n === 3) clearInterval(interval);
      }, 2);
    },
  },
  {
    name: 'timer objects',
    program() {
      const t = setTimeout(() => console.log('fired'), 150);
      console.log(
        typeof t,
        t.hasRef(),
        t.unref().hasRef(),
        t.ref() === t,
        typeof t[Symbol.toPrimitive](),
      );
      setTimeout(() => console.log('unreferenced'), 1000).unref();
      setTimeout(function () {
        console.log(this.hasRef());
      }, 2);
    },
  },
  {
    name: 'bad callbacks',
    program() {
      for (const call of [
        () => setTimeout('code'),
        () => process.nextTick(),
        () => setImmediate(1),
        () => queueMicrotask({}),
      ]) {
        try {
          call();
        } catch (e) {
          console.log(e.name, e.code, e.message);
        }
      }
    },
  },
  {
    name: 'sleeping with async functions',
    program() {
      const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      (async () => {
        for (let i = 0; i < 3; i++) {
          await sleep(2);
          console.log(i);
        }
        await Promise.all([sleep(3), sleep(1)]);
        console.log(
          await Promise.race([
            sleep(50).then(() => 'slow'),
            sleep(1).then(() => 'fast'),
          ]),
        );
      })();
    },
  },
  {
    name: 'promisified and promise timers',
    program() {
      const { promisify } = require('util');
      promisify(setTimeout)(150, 'value').then(console.log);
      require('timers/promises').setTimeout(300, 'later').then(console.log);
      promisify(setImmediate)('now').then(console.log);
    },
  },
  {
    name: 'a never settled promise ends the program',
    program() {
      (async () => {
        console.log('before');
        await new Promise(() => {});
        console.log('never');
      })();
    },
  },
  {
    name: 'exit events and codes',
    program() {
      process.on('beforeExit', (code) => console.log('beforeExit', code));
      process.on('exit', (code) => {
        console.log('exit', code);
        setTimeout(() => console.log('never'), 0);
      });
      process.exitCode = 3;
    },
  },
  {
    name: 'beforeExit may go on',
    program() {
      let n = 0;
      process.on('beforeExit', () => {
        if (n++ < 2) setTimeout(() => console.log('more', n), 1);
      });
    },
  },
  {
    name: 'process.exit ends at once',
    program() {
      process.on('exit', (code) => console.log('bye', code));
      setTimeout(() => console.log('never'), 0);
      Promise.resolve().then(() => console.log('never'));
      console.log('before');
      process.exit(7);
    },
  },
  {
    name: 'process.exit in an exit listener',
    program() {
      process.on('exit', () => {
        console.log('one');
        process.exit(9);
      });
      process.exit(1);
    },
  },
  {
    name: 'process.exit from a line listener',
    input: '1\n2\n3\n',
    program() {
      require('readline')
        .createInterface({ input: process.stdin })
        .on('line', (line) => {
          console.log(line);
          if (line === '2') process.exit();
        });
    },
  },
  {
    name: 'an uncaught error',
    program() {
      process.on('exit', (code) => console.log('exit', code));
      console.log('before');
      null.x;
    },
  },
  {
    name: 'an uncaught error in a timer',
    program() {
      setTimeout(() => {
        throw new Error('late');
      }, 1);
      setTimeout(() => console.log('never'), 300);
    },
  },
  {
    name: 'thrown primitives',
    program() {
      setTimeout(() => {
        throw null;
      }, 1);
    },
  },
  {
    name: 'uncaughtException listeners',
    program() {
      process.on('uncaughtException', (error, origin) =>
        console.log('caught', error.message, origin),
      );
      setTimeout(() => console.log('still here'), 150);
      setImmediate(() => {
        throw new Error('immediate');
      });
      setImmediate(() => console.log('the next one'));
      throw new Error('main');
    },
  },
  {
    name: 'an unhandled rejection',
    program() {
      setTimeout(() => console.log('never'), 300);
      Promise.reject(new Error('unhandled'));
    },
  },
  {
    name: 'an unhandled rejection of no error',
    program() {
      Promise.reject('text');
    },
  },
  {
    name: 'a rejection handled in time',
    program() {
      const p = Promise.reject(new Error('x'));
      process.nextTick(() => p.catch((e) => console.log('caught', e.message)));
      (async () => {
        throw new Error('y');
      })().catch((e) => console.log('caught', e.message));
      (async () => {
        try {
          await Promise.reject(1);
        } catch (e) {
          console.log('caught', e);
        }
      })();
    },
  },
  {
    name: 'unhandledRejection listeners',
    program() {
      process.on('unhandledRejection', (reason, promise) =>
        console.log('unhandled', reason, promise instanceof Promise),
      );
      Promise.reject(1);
      Promise.reject(2);
      setTimeout(() => console.log('still here'), 2);
    },
  },
  {
    name: 'an error in main leaves with 1',
    program() {
      (async function main() {
        console.log('main');
        throw new RangeError('async');
      })();
    },
  },
  {
    name: 'event emitters',
    program() {
      const EventEmitter = require('events');
      class Bus extends EventEmitter {}
      const bus = new Bus();
      const log = (...args) => console.log('log', ...args);
      bus.on('a', log);
      bus.prependListener('a', () => console.log('first'));
      bus.once('a', function () {
        console.log('once', this === bus);
      });
      console.log(bus.emit('a', 1, 2), bus.emit('a', 3), bus.emit('none'));
      console.log(
        bus.listenerCount('a'),
        bus.eventNames(),
        bus.listeners('a').includes(log),
      );
      bus.off('a', log).removeAllListeners();
      console.log(bus.listenerCount('a'), bus.emit('a'));
      try {
        bus.emit('error', new Error('boom'));
      } catch (e) {
        console.log(e.message);
      }
      try {
        bus.emit('error', 'text');
      } catch (e) {
        console.log(e.message, e.code);
      }
      try {
        bus.on('x', 1);
      } catch (e) {
        console.log(e.message, e.code);
      }
      const old = {};
      EventEmitter.call(old);
      Object.setPrototypeOf(old, EventEmitter.prototype);
      old
        .on('newListener', (name) => console.log('new', name))
        .on('z', () => {});
    },
  },
  {
    name: 'events.once and events.on',
    program() {
      const { EventEmitter, once, on } = require('events');
      const bus = new EventEmitter();
      (async () => {
        setTimeout(() => bus.emit('x', 1, 2), 1);
        console.log(await once(bus, 'x'));
        setTimeout(() => {
          bus.emit('y', 1);
          bus.emit('y', 2);
        }, 1);
        for await (const [value] of on(bus, 'y')) {
          console.log(value);
          if (value === 2) break;
        }
        setTimeout(() => bus.emit('error', new Error('e')), 1);
        await once(bus, 'z').catch((e) => console.log('rejected', e.message));
      })();
    },
  },
];
