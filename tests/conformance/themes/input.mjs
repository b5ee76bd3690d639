// How programs of contest sites read their input.

const SUM = '3\n1 2\n3 4\n5 6\n';
const NO_NEWLINE = '2\r\nhello world\r\nlast line';
const UNICODE = 'h\u00e4llo w\u00f6rld\n\u65e5\u672c\u8a9e \ud83d\ude00\n';

export const programs = [
  {
    name: 'readFileSync(0) as text',
    input: SUM,
    program() {
      const lines = require('fs').readFileSync(0, 'utf8').trim().split('\n');
      for (let i = 1; i <= +lines[0]; i++) {
        const [a, b] = lines[i].split(' ').map(Number);
        console.log(a + b);
      }
    },
  },
  {
    name: 'readFileSync(/dev/stdin) as a Buffer',
    input: UNICODE,
    program() {
      const buffer = require('fs').readFileSync('/dev/stdin');
      console.log(
        Buffer.isBuffer(buffer),
        buffer.length,
        buffer.toString().length,
      );
      console.log(buffer);
    },
  },
  {
    name: 'readFileSync with encodings',
    input: 'caf\u00e9\n',
    program() {
      const text = require('fs').readFileSync(0, { encoding: 'latin1' });
      console.log(text.length, JSON.stringify(text));
      console.log(JSON.stringify(require('fs').readFileSync(0, 'utf-8')));
    },
  },
  {
    name: 'readFileSync as base64 and hex',
    input: 'binary \x00\x01',
    program() {
      console.log(require('fs').readFileSync('/dev/stdin', 'base64'));
    },
  },
  {
    name: 'empty input',
    input: '',
    program() {
      const text = require('fs').readFileSync(0, 'utf8');
      console.log(text.length, text.split('\n').length);
    },
  },
  {
    name: 'a byte order mark stays',
    input: '\ufeffabc\n',
    program() {
      const text = require('fs').readFileSync(0, 'utf8');
      console.log(text.length, text.charCodeAt(0));
    },
  },
  {
    name: 'invalid UTF-8 becomes replacement characters',
    input: Buffer.from([0x61, 0xff, 0xc3, 0x28, 0xe2, 0x82, 0x0a, 0x7a]),
    program() {
      const text = require('fs').readFileSync(0, 'utf8');
      console.log(
        [...text].map((c) => c.codePointAt(0).toString(16)).join(' '),
      );
    },
  },
  {
    name: 'readSync into a buffer until the end',
    input: 'abcdefghij',
    program() {
      const fs = require('fs');
      const buffer = Buffer.alloc(4);
      let text = '';
      for (let n; (n = fs.readSync(0, buffer, 0, 4, null)) > 0;) {
        text += buffer.toString('utf8', 0, n) + '|';
      }
      console.log(text, fs.readSync(0, buffer, 0, 4, null));
    },
  },
  {
    name: 'readSync with an options object',
    input: 'abcdefghij',
    program() {
      const fs = require('fs');
      const buffer = Buffer.alloc(8, '.');
      console.log(
        fs.readSync(0, buffer, { offset: 2, length: 3 }),
        buffer.toString(),
      );
      console.log(fs.readSync(0, buffer), buffer.toString());
    },
  },
  {
    name: 'byte parser over one big buffer',
    input: SUM,
    program() {
      const data = require('fs').readFileSync(0);
      let at = 0;
      const next = () => {
        while (data[at] < 48) at++;
        let value = 0;
        while (at < data.length && data[at] >= 48)
          value = value * 10 + data[at++] - 48;
        return value;
      };
      const n = next();
      let sum = 0;
      for (let i = 0; i < 2 * n; i++) sum += next();
      console.log(n, sum);
    },
  },
  {
    name: 'readline line and close events',
    input: SUM,
    program() {
      const readline = require('readline');
      const rl = readline.createInterface({
        input: process.stdin,
        output: process.stdout,
        terminal: false,
      });
      const lines = [];
      rl.on('line', (line) => {
        lines.push(line);
      });
      rl.on('close', () => {
        console.log(lines);
        console.log(
          lines.slice(1).map((l) => l.split(' ').reduce((a, b) => +a + +b)),
        );
      });
    },
  },
  {
    name: 'readline of CR LF and a last line without end',
    input: NO_NEWLINE,
    program() {
      const rl = require('readline').createInterface({
        input: process.stdin,
        crlfDelay: Infinity,
      });
      rl.on('line', (line) => console.log(JSON.stringify(line))).on(
        'close',
        () => console.log('end'),
      );
    },
  },
  {
    name: 'readline of lone CRs and empty lines',
    input: 'a\rb\n\n\r\n\rc\n',
    program() {
      const rl = require('readline').createInterface({ input: process.stdin });
      rl.on('line', (line) => console.log(JSON.stringify(line)));
    },
  },
  {
    name: 'readline without any input',
    input: '',
    program() {
      const rl = require('readline').createInterface(process.stdin);
      rl.on('line', () => console.log('line'));
      rl.on('close', () => console.log('close'));
    },
  },
  {
    name: 'readline close within a chunk',
    input: '1\n2\n3\n4\n',
    program() {
      const rl = require('readline').createInterface({ input: process.stdin });
      let n = 0;
      rl.on('line', (line) => {
        console.log(line);
        if (++n === 2) rl.close();
      });
      rl.on('close', () => console.log('closed'));
    },
  },
  {
    name: 'readline for await',
    input: SUM,
    program() {
      (async () => {
        const rl = require('readline').createInterface({
          input: process.stdin,
        });
        let n = 0;
        for await (const line of rl) console.log(++n, line);
        console.log('done');
      })();
    },
  },
  {
    name: 'readline for await with break',
    input: SUM,
    program() {
      (async () => {
        const rl = require('readline').createInterface({
          input: process.stdin,
        });
        for await (const line of rl) {
          console.log(line);
          break;
        }
        console.log('done');
      })();
    },
  },
  {
    name: 'readline async iterator by hand',
    input: SUM,
    program() {
      (async () => {
        const rl = require('readline').createInterface({
          input: process.stdin,
        });
        const it = rl[Symbol.asyncIterator]();
        console.log((await it.next()).value, (await it.next()).value);
        console.log(await it.next(), await it.next(), await it.next());
      })();
    },
  },
  {
    name: 'readline question chain',
    input: 'Ada\n36\n',
    program() {
      const rl = require('readline').createInterface({
        input: process.stdin,
        output: process.stdout,
      });
      rl.question('name? ', (name) => {
        rl.question('age? ', (age) => {
          console.log(`${name} is ${age}`);
          rl.close();
        });
      });
      rl.on('close', () => console.log('bye'));
    },
  },
  {
    name: 'readline question as promises',
    input: 'Ada\n36\n',
    program() {
      const rl = require('readline').createInterface({
        input: process.stdin,
        output: process.stdout,
      });
      const ask = (query) =>
        new Promise((resolve) => rl.question(query, resolve));
      (async () => {
        const name = await ask('name? ');
        const age = await ask('age? ');
        console.log(name, Number(age) + 1);
        rl.close();
      })();
    },
  },
  {
    name: 'readline/promises',
    input: 'one\ntwo\n',
    program() {
      const rl = require('readline/promises').createInterface({
        input: process.stdin,
      });
      (async () => {
        console.log(await rl.question(''));
        rl.close();
      })();
    },
  },
  {
    name: 'readline once and prompt',
    input: 'one\ntwo\nthree\n',
    program() {
      const rl = require('readline').createInterface({
        input: process.stdin,
        output: process.stdout,
        prompt: '$ ',
      });
      rl.prompt();
      rl.once('line', (first) => {
        console.log('first', first);
        rl.on('line', (line) => console.log('then', line));
      });
    },
  },
  {
    name: 'readline with events.once and a pause',
    input: 'one\ntwo\n',
    program() {
      const { once } = require('events');
      const rl = require('readline').createInterface({ input: process.stdin });
      (async () => {
        const [line] = await once(rl, 'line');
        console.log('got', line);
        rl.pause();
        setTimeout(() => {
          rl.resume();
        }, 5);
        await once(rl, 'close');
        console.log('closed');
      })();
    },
  },
  {
    name: 'readline over createReadStream',
    input: SUM,
    program() {
      const input = require('fs').createReadStream('/dev/stdin');
      const rl = require('readline').createInterface({ input });
      rl.on('line', (line) => console.log(line));
    },
  },
  {
    name: 'stdin data and end with an encoding',
    input: UNICODE,
    program() {
      process.stdin.setEncoding('utf8');
      let text = '';
      process.stdin.on('data', (chunk) => {
        text += chunk;
      });
      process.stdin.on('end', () => {
        console.log(text.split('\n'), text.length);
      });
    },
  },
  {
    name: 'stdin data without an encoding',
    input: UNICODE,
    program() {
      const chunks = [];
      process.stdin.on('data', (chunk) => {
        chunks.push(chunk);
      });
      process.stdin.on('end', () => {
        console.log(
          chunks.every(Buffer.isBuffer),
          Buffer.concat(chunks).toString(),
        );
      });
    },
  },
  {
    name: 'stdin resume with the old idiom',
    input: SUM,
    program() {
      process.stdin.resume();
      process.stdin.setEncoding('ascii');
      var input = '';
      process.stdin.on('data', function (data) {
        input += data;
      });
      process.stdin.on('end', function () {
        input
          .split('\n')
          .slice(1, 4)
          .forEach(function (line) {
            console.log(eval(line.replace(' ', '+')));
          });
      });
    },
  },
  {
    name: 'stdin readable and read',
    input: SUM,
    program() {
      process.stdin.setEncoding('utf8');
      let text = '';
      process.stdin.on('readable', () => {
        let chunk;
        while ((chunk = process.stdin.read()) !== null) text += chunk;
      });
      process.stdin.on('end', () => console.log(JSON.stringify(text)));
    },
  },
  {
    name: 'stdin readable with sizes',
    input: 'abcdefghij',
    program() {
      process.stdin.on('readable', () => {
        let chunk;
        while ((chunk = process.stdin.read(4)) !== null)
          console.log(chunk.toString());
      });
      process.stdin.on('end', () => console.log('end'));
    },
  },
  {
    name: 'stdin for await',
    input: UNICODE,
    program() {
      (async () => {
        let text = '';
        for await (const chunk of process.stdin) text += chunk;
        console.log(text.trim().split('\n').length, text.length);
      })();
    },
  },
  {
    name: 'stdin for await with setEncoding',
    input: UNICODE,
    program() {
      (async () => {
        process.stdin.setEncoding('utf8');
        const chunks = [];
        for await (const chunk of process.stdin) chunks.push(chunk);
        console.log(
          chunks.map((c) => typeof c),
          chunks.join('').length,
        );
      })();
    },
  },
  {
    name: 'stdin pipe to stdout',
    input: UNICODE,
    program() {
      process.stdin.pipe(process.stdout);
      process.stdin.on('end', () => console.log('piped'));
    },
  },
  {
    name: 'stdin events in order',
    input: 'x',
    program() {
      const { stdin } = process;
      for (const event of ['data', 'end']) {
        stdin.on(event, () =>
          console.log(
            event,
            stdin.readable,
            stdin.readableEnded,
            stdin.destroyed,
          ),
        );
      }
      console.log(
        stdin.fd,
        stdin.isTTY,
        stdin.readableFlowing,
        stdin.isPaused(),
      );
    },
  },
  {
    name: 'stdin once data, then pause',
    input: 'x\ny\n',
    program() {
      process.stdin.once('data', (data) => {
        console.log(`${data}`);
        process.stdin.pause();
      });
    },
  },
  {
    name: 'stdin that nobody reads does not keep the program',
    input: 'x'.repeat(100000),
    program() {
      console.log(typeof process.stdin.on);
    },
  },
  {
    name: 'process.openStdin is gone, process.stdin stays the same',
    input: '',
    program() {
      console.log(
        process.stdin === process.stdin,
        process.stdin.listenerCount('data'),
      );
    },
  },
  {
    name: 'a stdin end listener alone does not start reading',
    input: 'abc',
    program() {
      process.stdin.on('end', () => console.log('end'));
      console.log('main');
    },
  },
  {
    name: 'fs.readFile with a callback',
    input: SUM,
    program() {
      require('fs').readFile('/dev/stdin', 'utf8', (error, text) => {
        console.log(error, text.length);
      });
      console.log('first');
    },
  },
  {
    name: 'fs.promises.readFile',
    input: SUM,
    program() {
      require('fs')
        .promises.readFile('/dev/stdin', 'utf8')
        .then((text) => console.log(text.length));
    },
  },
  {
    name: 'missing files',
    input: '',
    program() {
      const fs = require('fs');
      console.log(
        fs.existsSync('no-such-file.txt'),
        fs.existsSync('/dev/stdin'),
      );
      try {
        fs.readFileSync('no-such-file.txt', 'utf8');
      } catch (e) {
        console.log(
          e.message,
          e.code,
          e.errno,
          e.syscall,
          e.path,
          e instanceof Error,
        );
      }
      try {
        fs.readFileSync(99);
      } catch (e) {
        console.log(e.code);
      }
      fs.readFile('no-such-file.txt', (e) => console.log(e.code));
    },
  },
  {
    name: 'a scanner over tokens of many chunks',
    input: `${Array.from({ length: 50000 }, (_, i) => `${i}`).join(' ')}\n`,
    program() {
      let rest = '';
      let sum = 0;
      process.stdin.setEncoding('utf8');
      process.stdin.on('data', (chunk) => {
        const tokens = (rest + chunk).split(/\s+/);
        rest = tokens.pop();
        for (const token of tokens) sum += +token;
      });
      process.stdin.on('end', () => console.log(sum + +rest));
    },
  },
  {
    name: 'many lines through readline',
    input: Array.from({ length: 50000 }, (_, i) => `line ${i}`).join('\r\n'),
    program() {
      const rl = require('readline').createInterface({ input: process.stdin });
      let count = 0;
      let length = 0;
      rl.on('line', (line) => {
        count++;
        length += line.length;
      });
      rl.on('close', () => console.log(count, length));
    },
  },
  {
    name: 'many lines through for await with slow work in between',
    input: Array.from({ length: 20000 }, (_, i) => `${i}`).join('\n'),
    program() {
      (async () => {
        let sum = 0;
        let n = 0;
        for await (const line of require('readline').createInterface({
          input: process.stdin,
        })) {
          sum += +line;
          if (++n % 5000 === 0)
            await new Promise((resolve) => setTimeout(resolve, 1));
        }
        console.log(n, sum);
      })();
    },
  },
  {
    name: 'multi-byte characters split over chunks',
    input: `${'\u65e5\u672c\u8a9e\ud83d\ude00'.repeat(20000)}\n`,
    program() {
      process.stdin.setEncoding('utf8');
      let text = '';
      process.stdin.on('data', (chunk) => {
        text += chunk;
      });
      process.stdin.on('end', () =>
        console.log(text.length, text.includes('\ufffd')),
      );
    },
  },
];
