// The stream module, and the standard streams as instances of it.

const named = (name, program, input = '') => ({ name, input, program });
const onFile = (name, program) => ({ ...named(name, program), from: 'file' });

export const programs = [
  named('a Readable from an array', () => {
    const { Readable } = require('stream');
    (async () => {
      for await (const item of Readable.from(['a', 2, { c: 3 }]))
        console.log(item);
    })();
  }),
  named('a Readable from a text is one chunk', () => {
    require('stream')
      .Readable.from('text')
      .on('data', (d) => console.log(d));
  }),
  named('a Readable from an async generator', () => {
    const { Readable } = require('stream');
    async function* numbers() {
      for (let i = 0; i < 3; i++) yield await i;
    }
    Readable.from(numbers())
      .on('data', (n) => console.log(n))
      .on('end', () => console.log('end'))
      .on('close', () => console.log('close'));
  }),
  named('operators of Readable', () => {
    const { Readable } = require('stream');
    const from = () => Readable.from([1, 2, 3, 4]);
    (async () => {
      console.log(
        await from()
          .map((x) => x * 2)
          .toArray(),
      );
      console.log(
        await from()
          .filter((x) => x % 2)
          .toArray(),
      );
      console.log(
        await from().take(2).toArray(),
        await from().drop(2).toArray(),
      );
      console.log(await from().reduce((a, b) => a + b, 10));
      console.log(
        await from().some((x) => x > 3),
        await from().every((x) => x > 3),
      );
      console.log(await from().find((x) => x > 1));
      console.log(
        await from()
          .flatMap((x) => [x, x])
          .toArray(),
      );
      await from().forEach((x) => console.log(x));
    })();
  }),
  named('read with sizes and null', () => {
    const { Readable } = require('stream');
    const r = new Readable({ read() {} });
    r.push('one');
    r.push('two');
    console.log(
      r.readableLength,
      String(r.read(2)),
      String(r.read()),
      r.read(),
    );
  }),
  named('unshift gives back', () => {
    const { Readable } = require('stream');
    const r = new Readable({ read() {} });
    r.push('world');
    r.unshift('hello ');
    console.log(String(r.read()));
  }),
  named('a class that extends Readable', () => {
    const { Readable } = require('stream');
    class Counter extends Readable {
      constructor() {
        super({ objectMode: true });
        this.count = 0;
      }
      _read() {
        this.push(this.count < 3 ? ++this.count : null);
      }
    }
    new Counter().on('data', (n) => console.log(n));
  }),
  named('util.inherits of Transform', () => {
    const { Transform } = require('stream');
    function Brackets() {
      Transform.call(this);
    }
    require('util').inherits(Brackets, Transform);
    Brackets.prototype._transform = function (chunk, encoding, done) {
      this.push(`<${chunk}>`);
      done();
    };
    const brackets = new Brackets();
    brackets.pipe(process.stdout);
    brackets.write('a');
    brackets.end('b');
  }),
  named('a Writable: order of its callbacks and events', () => {
    const { Writable } = require('stream');
    const w = new Writable({
      highWaterMark: 3,
      write(chunk, encoding, done) {
        console.log('write', String(chunk), encoding);
        setTimeout(done, 1);
      },
      final(done) {
        console.log('final');
        done();
      },
    });
    w.on('drain', () => console.log('drain'))
      .on('finish', () => console.log('finish'))
      .on('close', () => console.log('close'));
    console.log(w.write('abcd', () => console.log('written')));
    console.log(w.writableNeedDrain, w.writableLength, w.writable);
    w.end('e', () => console.log('ended'));
  }),
  named('decodeStrings false and object mode', () => {
    const { Writable } = require('stream');
    const write = (chunk, encoding, done) => {
      console.log(chunk, encoding);
      done();
    };
    new Writable({ decodeStrings: false, write }).end('text', 'latin1');
    new Writable({
      objectMode: true,
      write: (chunk, encoding, done) => done(console.log(chunk)),
    }).end({ a: 1 });
  }),
  named('cork and writev', () => {
    const { Writable } = require('stream');
    const w = new Writable({
      writev(chunks, done) {
        console.log(chunks.map(({ chunk }) => String(chunk)));
        done();
      },
    });
    w.cork();
    w.write('a');
    w.write('b');
    process.nextTick(() => w.uncork());
  }),
  named('a Duplex reads and writes', () => {
    const { Duplex } = require('stream');
    const d = new Duplex({
      read() {
        this.push('out');
        this.push(null);
      },
      write(chunk, encoding, done) {
        console.log('in', String(chunk));
        done();
      },
    });
    d.on('data', (chunk) => console.log(String(chunk)));
    d.end('x');
  }),
  named('a Transform with flush', () => {
    const { Transform } = require('stream');
    const t = new Transform({
      transform: (chunk, encoding, done) =>
        done(null, String(chunk).toUpperCase()),
      flush(done) {
        this.push('!');
        done();
      },
    });
    t.on('data', (chunk) => console.log(String(chunk)));
    t.write('abc');
    t.end('def');
  }),
  named('pipe, unpipe and pipe events', () => {
    const { PassThrough } = require('stream');
    const from = new PassThrough();
    const to = new PassThrough();
    to.on('pipe', (s) => console.log('pipe', s === from));
    to.on('unpipe', (s) => console.log('unpipe', s === from));
    to.on('data', (chunk) => console.log(String(chunk)));
    from.pipe(to);
    from.write('seen');
    setTimeout(() => {
      from.unpipe(to);
      from.write('unseen');
      console.log(from.readableFlowing);
    }, 2);
  }),
  named('pipeline with a callback and an error', () => {
    const { Readable, Transform, PassThrough, pipeline } = require('stream');
    pipeline(
      Readable.from(['a']),
      new Transform({ transform: (c, e, done) => done(new Error('bad')) }),
      new PassThrough(),
      (error) => console.log('callback', error.message),
    );
  }),
  named('promises.pipeline with generators', () => {
    const { Readable, Writable } = require('stream');
    const { pipeline } = require('stream/promises');
    pipeline(
      Readable.from(['x', 'y']),
      async function* (source) {
        for await (const text of source) yield text.toUpperCase();
      },
      new Writable({
        objectMode: true,
        write(chunk, encoding, done) {
          console.log(chunk);
          done();
        },
      }),
    ).then(() => console.log('done'));
  }),
  named('finished tells of all ends', () => {
    const { Readable, PassThrough, finished } = require('stream');
    const r = Readable.from(['a']);
    finished(r, (error) => console.log('read', error));
    r.resume();
    const p = new PassThrough();
    finished(p, (error) => console.log(error.code, error.message));
    p.destroy();
  }),
  named('destroy with an error', () => {
    const { Readable } = require('stream');
    const r = new Readable({ read() {} });
    r.on('error', (error) => console.log('error', error.message)).on(
      'close',
      () => console.log('close', r.destroyed, r.errored.message),
    );
    r.destroy(new Error('boom'));
  }),
  named('an error in read ends for await', () => {
    const { Readable } = require('stream');
    (async () => {
      const r = new Readable({
        read() {
          this.destroy(new Error('boom'));
        },
      });
      try {
        for await (const chunk of r) console.log(chunk);
      } catch (error) {
        console.log(error.message);
      }
    })();
  }),
  named('leaving for await destroys', () => {
    const { Readable } = require('stream');
    (async () => {
      const r = Readable.from(['a', 'b']);
      for await (const chunk of r) {
        console.log(chunk);
        break;
      }
      console.log(r.destroyed);
    })();
  }),
  named('writing after the end', () => {
    const { PassThrough } = require('stream');
    const p = new PassThrough();
    p.on('error', (error) =>
      console.log(error.name, error.code, error.message),
    );
    p.end('x');
    p.write('y', (error) => console.log('callback', error.code));
  }),
  named('an error that nobody listens to is uncaught', () => {
    const { PassThrough } = require('stream');
    process.on('uncaughtException', (error) =>
      console.log('uncaught', error.message),
    );
    new PassThrough().destroy(new Error('lost'));
  }),
  named('wrong arguments', () => {
    const { Readable, Writable, PassThrough, pipeline } = require('stream');
    process.on('uncaughtException', (error) =>
      console.log('later', error.code),
    );
    for (const attempt of [
      () => new Writable({ highWaterMark: -1 }),
      () => Readable.from(5),
      () => new PassThrough().write(null),
      () => new PassThrough().write({}),
      () => new PassThrough().write('a', 'nope'),
      () => pipeline(),
      () => pipeline(new PassThrough(), () => {}),
      () => new Readable().setEncoding('nope'),
    ]) {
      try {
        attempt();
        console.log('fine');
      } catch (error) {
        console.log(error.name, error.code, error.message);
      }
    }
  }),
  named('methods that are not implemented', () => {
    const { Readable, Writable } = require('stream');
    new Readable().on('error', (e) => console.log(e.code, e.message)).read();
    new Writable()
      .on('error', (e) => console.log(e.code, e.message))
      .write('x');
  }),
  named('aborting by a signal', () => {
    const { Readable, addAbortSignal } = require('stream');
    const controller = new AbortController();
    addAbortSignal(controller.signal, new Readable({ read() {} }))
      .on('error', (error) => console.log(error.name, error.code))
      .on('close', () => console.log('close'));
    controller.abort();
  }),
  named('compose of generators', () => {
    const { compose } = require('stream');
    (async () => {
      const dots = compose(async function* (source) {
        for await (const chunk of source) yield `${chunk}.`;
      });
      dots.end('q');
      for await (const chunk of dots) console.log(String(chunk));
    })();
  }),
  named('consumers', () => {
    const { Readable } = require('stream');
    const { text, json, buffer, arrayBuffer } = require('stream/consumers');
    (async () => {
      console.log(await text(Readable.from(['a', 'b'])));
      console.log(await json(Readable.from(['{"a"', ':1}'])));
      console.log(await buffer(Readable.from([Buffer.from('x')])));
      console.log(await arrayBuffer(Readable.from([Buffer.from('y')])));
    })();
  }),
  onFile('classes and prototypes of the standard streams', () => {
    const Stream = require('stream');
    const { Readable, Writable, Duplex } = Stream;
    const { stdin, stdout, stderr } = process;
    console.log(stdin instanceof Readable, stdin instanceof Stream);
    console.log(stdout instanceof Writable, stderr instanceof Writable);
    console.log(stdout instanceof require('events'), stdout instanceof Duplex);
    console.log(stdin.constructor.name, stdout.constructor.name);
    console.log(
      Stream === Stream.Stream,
      Readable.name,
      Duplex.name,
      Stream.name,
    );
  }),
  onFile('states of the standard streams', () => {
    const { stdin, stdout } = process;
    console.log(stdin.readableHighWaterMark, stdout.writableHighWaterMark);
    console.log(stdin.readableFlowing, stdin.readable, stdin.isPaused());
    console.log(stdout.writable, stdout.writableEnded, stdout.writableLength);
    console.log(stdin.isTTY, stdout.isTTY, stdout.columns, stdin.isRaw);
  }),
  named('corked standard output', () => {
    process.stdout.cork();
    process.stdout.write('a ');
    console.log('b');
    process.stdout.write('c\n', () => console.log('callback'));
    process.stdout.uncork();
  }),
  named('a large write needs no drain', () => {
    console.log(process.stdout.write('x'.repeat(20000) + '\n'));
    process.stdout.once('drain', () => console.log('drained'));
  }),
  named('finish and end of standard output', () => {
    process.stdout.on('finish', () => console.error('finish'));
    process.stdout.end('last\n', () => console.error('ended'));
  }),
  named('destroying standard output does nothing', () => {
    process.stdout.on('close', () => console.error('close'));
    process.stdout.destroy();
    setTimeout(() => console.log('still here'), 1);
  }),
  named(
    'pipe stdin into a PassThrough and on',
    () => {
      const { PassThrough } = require('stream');
      const through = process.stdin.pipe(new PassThrough());
      through.on('data', (chunk) => console.log(chunk.length));
      through.on('end', () => console.log('end'));
    },
    '1\n2\n',
  ),
  named(
    'stdin in for await after setEncoding',
    () => {
      process.stdin.setEncoding('utf8');
      (async () => {
        for await (const chunk of process.stdin) console.log([chunk]);
        console.log(process.stdin.readableEnded, process.stdin.bytesRead);
      })();
    },
    'h\u00e4\n',
  ),
  named(
    'pause within data and resume later',
    () => {
      process.stdin.on('data', (chunk) => {
        console.log(String(chunk));
        process.stdin.pause();
        console.log(process.stdin.isPaused());
        setTimeout(() => process.stdin.resume(), 1);
      });
      process.stdin.on('end', () => console.log('end'));
    },
    'text',
  ),
  named(
    'stdin destroyed before it is read',
    () => {
      process.stdin.on('close', () => console.log('close'));
      process.stdin.on('data', () => console.log('never'));
      process.stdin.destroy();
      console.log(process.stdin.destroyed, process.stdin.read());
    },
    'text',
  ),
  named(
    'removing the readable listener lets data flow',
    () => {
      const onReadable = () => {};
      process.stdin.on('readable', onReadable);
      process.stdin.removeListener('readable', onReadable);
      process.stdin.on('data', (chunk) => console.log(String(chunk)));
      process.stdin.resume();
    },
    'text',
  ),
  named(
    'createReadStream with a high water mark',
    () => {
      const fs = require('fs');
      const input = fs.createReadStream('/dev/stdin', {
        encoding: 'utf8',
        highWaterMark: 4,
      });
      input
        .on('open', (fd) => console.log('open', typeof fd))
        .on('ready', () => console.log('ready'))
        .on('data', (text) => console.log([text]))
        .on('end', () => console.log('end'))
        .on('close', () => console.log('close', input.bytesRead, input.path));
    },
    '1 2\n3 4\n5',
  ),
  named(
    'createReadStream of descriptor 0 with an end',
    () => {
      const fs = require('fs');
      fs.createReadStream(null, { fd: 0, end: 3, autoClose: false }).on(
        'data',
        (chunk) => console.log(String(chunk)),
      );
    },
    '123456',
  ),
  named('createReadStream of no file', () => {
    require('fs')
      .createReadStream('nope.txt')
      .on('error', (error) =>
        console.log(error.message, error.code, error.errno),
      )
      .on('close', () => console.log('close'));
    console.log('first');
  }),
  named('createWriteStream writes later than console.log', () => {
    const out = require('fs').createWriteStream(null, {
      fd: 1,
      autoClose: false,
    });
    out.write('later\n', () => console.error('callback', out.bytesWritten));
    console.log('sooner');
    out.end(() => console.error('end'));
  }),
];
