// How solutions on contest sites begin and end, site by site.

const SUM = '3\n1 2\n3 4\n5 6\n';
const GRID = '2 3\n#.#\n.#.\n';

const named = (name, program, input = SUM) => ({ name, input, program });

export const programs = [
  named('AtCoder: main with the whole input', () => {
    function Main(input) {
      const lines = input.split('\n');
      const n = parseInt(lines[0], 10);
      let sum = 0;
      for (let i = 1; i <= n; i++) {
        const [a, b] = lines[i].split(' ').map((x) => parseInt(x, 10));
        sum += a * b;
      }
      console.log('%d', sum);
    }
    Main(require('fs').readFileSync('/dev/stdin', 'utf8'));
  }),
  named('AtCoder: immediately invoked main with a Buffer', () => {
    (function main(input) {
      const [[n], ...rows] = input
        .trim()
        .split('\n')
        .map((line) => line.split(' ').map(Number));
      console.log(n, rows);
    })(require('fs').readFileSync('/dev/stdin').toString());
  }),
  named('AtCoder: tokens by one generator', () => {
    const tokens = (function* () {
      yield* require('fs').readFileSync(0, 'utf8').split(/\s+/);
    })();
    const next = () => tokens.next().value;
    for (let n = +next(); n > 0; n--) console.log(+next() - +next());
  }),
  named('AtCoder: BigInt tokens', () => {
    const [n, ...rest] = require('fs')
      .readFileSync(0, 'utf8')
      .trim()
      .split(/\s+/)
      .map(BigInt);
    console.log(String(rest.reduce((a, b) => a * b * 1000000007n, n)));
  }),
  named(
    'AtCoder: grid of characters',
    () => {
      const [head, ...rows] = require('fs')
        .readFileSync('/dev/stdin', 'utf8')
        .trimEnd()
        .split('\n');
      const [h, w] = head.split(' ').map(Number);
      const grid = rows.map((row) => [...row]);
      console.log(grid.map((row) => row.reverse().join('')).join('\n'), h * w);
    },
    GRID,
  ),
  named('AtCoder: setFlagsFromString for a deeper stack', () => {
    require('v8').setFlagsFromString('--stack-size=900');
    const depth = (n) => (n === 0 ? 0 : 1 + depth(n - 1));
    console.log(depth(1000));
  }),
  named('AtCoder: stdout is made blocking', () => {
    process.stdout._handle?.setBlocking?.(true);
    console.log('Yes');
  }),
  named('AtCoder: output collected and joined', () => {
    const out = [];
    const input = require('fs').readFileSync(0, 'utf-8').split('\n');
    for (const line of input.slice(1, -1))
      out.push(eval(line.replace(' ', '**')));
    console.log(out.join('\n'));
  }),
  named('AtCoder: destructuring from an iterator of lines', () => {
    const lines = require('fs').readFileSync(0, 'utf8').split('\n').values();
    const read = () => lines.next().value.split(' ').map(Number);
    const [n] = read();
    const pairs = Array.from({ length: n }, read);
    console.log(JSON.stringify(pairs));
  }),
  named('Codeforces: print and readline of stdin lines', () => {
    process.stdin.resume();
    process.stdin.setEncoding('utf-8');
    let inputString = '';
    let currentLine = 0;
    process.stdin.on('data', (inputStdin) => {
      inputString += inputStdin;
    });
    process.stdin.on('end', (_) => {
      inputString = inputString
        .trim()
        .split('\n')
        .map((string) => string.trim());
      main();
    });
    function readLine() {
      return inputString[currentLine++];
    }
    function main() {
      let t = +readLine();
      while (t--) {
        const [a, b] = readLine().split(' ').map(Number);
        console.log(a ^ b);
      }
    }
  }),
  named('Codeforces: lines pushed and handled on close', () => {
    const readline = require('readline');
    const rl = readline.createInterface({
      input: process.stdin,
      terminal: false,
    });
    const lines = [];
    rl.on('line', (line) => {
      lines.push(line);
    }).on('close', () => {
      let i = 1;
      for (let t = +lines[0]; t > 0; t--, i++) console.log(lines[i]);
    });
  }),
  named('Codeforces: state machine over lines', () => {
    let left = -1;
    let sum = 0;
    require('readline')
      .createInterface({
        input: process.stdin,
        output: process.stdout,
        terminal: false,
      })
      .on('line', (line) => {
        if (left < 0) left = Number(line);
        else {
          for (const x of line.split(' ')) sum += Number(x);
          if (--left === 0) {
            console.log(sum);
            process.exit(0);
          }
        }
      });
  }),
  named('Codeforces: console.log replaced to buffer', () => {
    const out = [];
    const log = console.log;
    console.log = (...args) => out.push(args.join(' '));
    const lines = require('fs').readFileSync(0).toString().split('\n');
    for (let i = 1; i <= +lines[0]; i++) console.log(lines[i], i);
    log(out.join('\n'));
  }),
  named('Codeforces: process.stdout.write of numbers in one line', () => {
    const a = require('fs').readFileSync(0, 'utf8').split(/\s/).filter(Boolean);
    for (const x of a) process.stdout.write(x + ' ');
    process.stdout.write('\n');
  }),
  named('Codeforces: EOL of os', () => {
    const { EOL } = require('os');
    const lines = require('fs').readFileSync(0, 'utf8').split(EOL);
    process.stdout.write(lines.slice(1).reverse().join(EOL));
  }),
  named('Codeforces: interactive queries by questions', () => {
    const rl = require('readline').createInterface(
      process.stdin,
      process.stdout,
    );
    const ask = (query) =>
      new Promise((resolve) => rl.question(query, resolve));
    (async () => {
      const n = Number(await ask(''));
      for (let i = 0; i < n; i++) {
        const answer = await ask(`? ${i}\n`);
        console.log('!', answer);
      }
      rl.close();
    })();
  }),
  named('Codeforces: async iterator in a helper', () => {
    const rl = require('readline').createInterface({ input: process.stdin });
    const iterator = rl[Symbol.asyncIterator]();
    const readLine = async () => (await iterator.next()).value;
    const readInts = async () => (await readLine()).split(' ').map(Number);
    (async () => {
      const [n] = await readInts();
      let best = -Infinity;
      for (let i = 0; i < n; i++) best = Math.max(best, ...(await readInts()));
      console.log(best);
      rl.close();
    })();
  }),
  named('Kattis: readline() with input split in advance', () => {
    const data = require('fs').readFileSync('/dev/stdin', 'utf8').split('\n');
    let at = 0;
    const readline = () => data[at++];
    const print = console.log;
    let line;
    while ((line = readline())) print(line.split(' ').length);
  }),
  named('Kattis: stream of lines with once', () => {
    const rl = require('readline').createInterface({ input: process.stdin });
    rl.once('line', (first) => {
      console.log('cases', first);
      rl.on('line', (line) => console.log('case', line));
    });
  }),
  named('Kattis: formatted floating point', () => {
    const [, ...xs] = require('fs')
      .readFileSync(0, 'utf8')
      .split(/\s+/)
      .map(Number);
    for (const x of xs) console.log((x / 3).toFixed(6), (x / 7).toPrecision(4));
  }),
  named('Baekjoon: file name by platform', () => {
    const fs = require('fs');
    const path = process.platform === 'linux' ? '/dev/stdin' : './input.txt';
    let [n, ...input] = fs.readFileSync(path).toString().trim().split('\n');
    input = input.map((item) => item.split(' ').map((x) => +x));
    console.log(n, input);
  }),
  named('Baekjoon: falls back to the other file', () => {
    const fs = require('fs');
    const file = fs.existsSync('/dev/stdin') ? '/dev/stdin' : 'input.txt';
    console.log(fs.readFileSync(file, 'utf8').length);
  }),
  named('Baekjoon: solution after close with exit', () => {
    const rl = require('readline').createInterface({
      input: process.stdin,
      output: process.stdout,
    });
    let input = [];
    rl.on('line', function (line) {
      input.push(line.split(' ').map((el) => parseInt(el)));
    }).on('close', function () {
      console.log(input.flat().reduce((a, b) => a + b));
      process.exit();
    });
  }),
  named('Baekjoon: for await and join', () => {
    const solution = (lines) => lines.map((line) => line.length).join(' ');
    (async () => {
      const lines = [];
      const rl = require('readline').createInterface({ input: process.stdin });
      for await (const line of rl) {
        lines.push(line);
        if (lines.length === 4) rl.close();
      }
      console.log(solution(lines));
    })();
  }),
  named('HackerRank: stub with once end', () => {
    process.stdin.resume();
    process.stdin.setEncoding('utf-8');
    let inputString = '';
    let currentLine = 0;
    process.stdin.on('data', function (inputStdin) {
      inputString += inputStdin;
    });
    process.stdin.on('end', function () {
      inputString = inputString.split('\n');
      main();
    });
    function readLine() {
      return inputString[currentLine++];
    }
    function main() {
      const n = parseInt(readLine().trim(), 10);
      console.log(n, readLine().replace(/\s+$/g, '').split(' '));
    }
  }),
  named('HackerRank: writes to OUTPUT_PATH or standard output', () => {
    const fs = require('fs');
    const ws = fs.createWriteStream(process.env.OUTPUT_PATH || '/dev/stdout');
    ws.write(`${[1, 2, 3].join(' ')}\n`);
    ws.end();
  }),
  named('HackerRank: old stub with ascii input', () => {
    process.stdin.resume();
    process.stdin.setEncoding('ascii');
    var input = '';
    process.stdin.on('data', function (data) {
      input += data;
    });
    process.stdin.on('end', function () {
      var parts = input.split('\n');
      console.log(parts.length, parts[1]);
    });
  }),
  named('HackerEarth: stub with stdin_input', () => {
    process.stdin.resume();
    process.stdin.setEncoding('utf-8');
    var stdin_input = '';
    process.stdin.on('data', function (input) {
      stdin_input += input;
    });
    process.stdin.on('end', function () {
      main(stdin_input);
    });
    function main(input) {
      process.stdout.write('Hi, ' + input + '.\n');
    }
  }),
  named(
    'LeetCode: arguments as JSON, one a line',
    () => {
      const rl = require('readline').createInterface({ input: process.stdin });
      const args = [];
      rl.on('line', (line) => args.push(JSON.parse(line)));
      rl.on('close', () => {
        const twoSum = (nums, target) => {
          const seen = new Map();
          for (let i = 0; i < nums.length; i++) {
            if (seen.has(target - nums[i]))
              return [seen.get(target - nums[i]), i];
            seen.set(nums[i], i);
          }
          return null;
        };
        console.log(JSON.stringify(twoSum(...args)));
        console.log(twoSum(...args));
      });
    },
    '[2,7,11,15]\n9\n',
  ),
  named(
    'Advent of Code: readFileSync with a template',
    () => {
      const groups = require('fs').readFileSync(0, 'utf8').split('\n\n');
      console.log(groups.map((group) => group.trim().split('\n').length));
    },
    'a\nb\n\nc\n',
  ),
  named('UVa: until the end of input', () => {
    const lines = require('fs').readFileSync(0, 'ascii').split('\n');
    for (const line of lines) {
      if (line === '') break;
      console.log(
        line
          .split(' ')
          .map(Number)
          .sort((a, b) => b - a)
          .join(' '),
      );
    }
  }),
  named('AOJ: process.stdin through a chunk array', () => {
    const chunks = [];
    process.stdin.on('data', (chunk) => chunks.push(chunk));
    process.stdin.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      console.log(text.split(/\r?\n/).length, chunks.every(Buffer.isBuffer));
    });
  }),
  named('a fast byte reader with readSync', () => {
    const fs = require('fs');
    const buffer = Buffer.allocUnsafe(1 << 16);
    let length = 0;
    let at = 0;
    const byte = () => {
      if (at === length) {
        length = fs.readSync(0, buffer, 0, buffer.length, null);
        at = 0;
        if (length === 0) return -1;
      }
      return buffer[at++];
    };
    const int = () => {
      let c = byte();
      while (c < 48 && c !== -1) c = byte();
      let x = 0;
      for (; c >= 48; c = byte()) x = x * 10 + c - 48;
      return x;
    };
    for (let n = int(); n > 0; n--) console.log(int() + int());
  }),
  named('readSync until EOF by exception or zero', () => {
    const fs = require('fs');
    const chunk = Buffer.alloc(3);
    let text = '';
    try {
      for (let n; (n = fs.readSync(0, chunk)) > 0;) {
        text += chunk.toString('latin1', 0, n);
      }
    } catch (error) {
      if (error.code !== 'EOF') throw error;
    }
    console.log(JSON.stringify(text));
  }),
  named('readSync with openSync of /dev/stdin', () => {
    const fs = require('fs');
    const fd = fs.openSync('/dev/stdin', 'rs');
    const bytes = new Uint8Array(5);
    console.log(fs.readSync(fd, bytes, 1, 3, null), bytes);
    if (fd !== 0) fs.closeSync(fd);
  }),
  named('readvSync into several buffers', () => {
    const fs = require('fs');
    const parts = [Buffer.alloc(2), Buffer.alloc(4)];
    console.log(fs.readvSync(0, parts), parts.map(String));
  }),
  named('writevSync and writeSync with positions', () => {
    const fs = require('fs');
    console.log(fs.writevSync(1, [Buffer.from('ab'), Buffer.from('cd\n')]));
    fs.writeSync(1, Buffer.from('hello\n'), 1, 4);
    fs.writeSync(1, '\n');
  }),
  named('fs.read with a callback, by hand', () => {
    const fs = require('fs');
    const buffer = Buffer.alloc(4);
    (function next() {
      fs.read(0, buffer, 0, 4, null, (error, count) => {
        if (error) throw error;
        console.log(count, String(buffer.subarray(0, count)));
        if (count > 0) next();
      });
    })();
  }),
  named('promises: readFile of /dev/stdin', () => {
    const { readFile } = require('fs/promises');
    (async () => {
      const text = await readFile('/dev/stdin', { encoding: 'utf8' });
      console.log(text.split('\n'));
    })();
  }),
  named('promises: promisified readFile', () => {
    const { promisify } = require('util');
    promisify(require('fs').readFile)(0, 'utf8').then((text) =>
      console.log(text.length),
    );
  }),
  named('promises: open and read lines of a handle', () => {
    const fs = require('fs/promises');
    fs.open('/dev/stdin').then(async (handle) => {
      const { bytesRead, buffer } = await handle.read(
        Buffer.alloc(8),
        0,
        8,
        null,
      );
      console.log(bytesRead, String(buffer.subarray(0, bytesRead)));
      console.log(JSON.stringify(await handle.readFile('utf8')));
      await handle.close();
    });
  }),
  named('promises: async main with an error', () => {
    (async () => {
      const text = require('fs').readFileSync(0, 'utf8');
      if (text.length > 3) throw new RangeError('too long');
    })().catch((error) => {
      console.log(error.name, error.message);
      process.exitCode = 3;
    });
  }),
  named('the old process.openStdin', () => {
    const stdin = process.openStdin();
    let size = 0;
    stdin.on('data', (data) => {
      size += data.length;
    });
    stdin.on('end', () => console.log(size, stdin === process.stdin));
  }),
  named('stdin as readable with a loop', () => {
    let data = '';
    process.stdin.setEncoding('utf8').on('readable', () => {
      let chunk;
      while (null !== (chunk = process.stdin.read())) data += chunk;
    });
    process.stdin.on('end', () => console.log(data.split('\n')));
  }),
  named('stdin collected by an async generator', () => {
    async function* lines(source) {
      let rest = '';
      for await (const chunk of source) {
        const parts = (rest + chunk).split('\n');
        rest = parts.pop();
        yield* parts;
      }
      if (rest) yield rest;
    }
    (async () => {
      for await (const line of lines(process.stdin)) console.log(line);
    })();
  }),
  named('stdin through a Transform to stdout', () => {
    const { Transform } = require('stream');
    process.stdin
      .pipe(
        new Transform({
          transform(chunk, encoding, callback) {
            callback(
              null,
              chunk.toString().replace(/\d/g, (d) => 9 - d),
            );
          },
        }),
      )
      .pipe(process.stdout);
  }),
  named('stdin with pipeline and split lines', () => {
    const { pipeline, Writable } = require('stream');
    let text = '';
    pipeline(
      process.stdin,
      new Writable({
        write(chunk, encoding, done) {
          text += chunk;
          done();
        },
      }),
      (error) => console.log(error, text.split('\n').length),
    );
  }),
  named('stdin to an array of Buffers by toArray', () => {
    process.stdin.toArray().then((chunks) => {
      console.log(Buffer.concat(chunks).toString());
    });
  }),
  named('stdin text by stream/consumers', () => {
    const { text } = require('stream/consumers');
    text(process.stdin).then((all) => console.log(all.trim().split(/\s+/)));
  }),
  named('readline over a Readable made of text', () => {
    const { Readable } = require('stream');
    const input = Readable.from(['a b\nc', ' d\n', 'e']);
    const rl = require('readline').createInterface({ input });
    rl.on('line', (line) => console.log([line])).on('close', () =>
      console.log('end'),
    );
  }),
  named('readline/promises: questions without prompts', () => {
    const rl = require('node:readline/promises').createInterface({
      input: process.stdin,
      output: process.stdout,
    });
    (async () => {
      console.log(await rl.question(''));
      console.log(await rl.question('next: '));
      rl.close();
    })();
  }),
  named('readline: events.on lines with close', () => {
    const { once } = require('events');
    const rl = require('readline').createInterface({
      input: process.stdin,
      crlfDelay: Infinity,
    });
    (async () => {
      rl.on('line', (line) => console.log(`Line: ${line}`));
      await once(rl, 'close');
      console.log('done');
    })();
  }),
  named('readline: old call with positional streams', () => {
    var rl = require('readline').createInterface(process.stdin, process.stdout);
    rl.setPrompt('> ');
    rl.prompt();
    rl.on('line', function (line) {
      console.log(line.length);
      rl.prompt();
    }).on('close', function () {
      console.log('bye');
    });
  }),
  named('require with node: everywhere', () => {
    const fs = require('node:fs');
    const { createInterface } = require('node:readline');
    const { stdin } = require('node:process');
    createInterface({ input: stdin }).on('line', (l) =>
      fs.writeSync(1, `${l};`),
    );
  }),
  named('module.exports and exports of a solution', () => {
    module.exports = function solve(a, b) {
      return a + b;
    };
    exports.unused = 1;
    if (require.main === module) console.log(module.exports(1, 2));
  }),
  named('output by writeFileSync of /dev/stdout', () => {
    require('fs').writeFileSync(
      '/dev/stdout',
      [3, 1, 2].sort().join('\n') + '\n',
    );
  }),
  named('output by appendFileSync of descriptor 1', () => {
    require('fs').appendFileSync(1, 'appended\n');
  }),
  named('output by a callback of write, then exit', () => {
    process.stdout.write('last words\n', () => process.exit(2));
  }),
  named('output to both streams', () => {
    console.error('debug', { a: 1 });
    process.stderr.write('more\n');
    console.log('answer');
  }),
  named('timing by console.time and hrtime goes nowhere', () => {
    const start = process.hrtime.bigint();
    const began = performance.now();
    const [seconds] = process.hrtime();
    console.log(typeof (process.hrtime.bigint() - start), seconds >= 0);
    console.log(performance.now() - began >= 0, Date.now() > 1e12);
  }),
];
