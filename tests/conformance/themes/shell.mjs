// The globals of JavaScript shells, and where this is meant to differ from Node.

export const programs = [
  {
    name: 'readline() until null',
    input: 'one\r\ntwo\n\nlast',
    program() {
      for (let line; (line = readline()) !== null;)
        console.log(JSON.stringify(line));
      console.log(readline(), gets());
    },
    stdout: '"one"\n"two"\n""\n"last"\nnull null\n',
  },
  {
    name: 'gets, print and write',
    input: '2 3\n',
    program() {
      const [a, b] = gets().split(' ').map(Number);
      print(a + b, 'is the sum', true, null, undefined, [1, [2]]);
      write('no', 'newline');
      print();
      print({});
      printErr('elsewhere');
    },
    stdout:
      '5 is the sum true null  1,2\nno newline\n[object Object]\n'.replace(
        'null ',
        'null undefined',
      ),
  },
  {
    name: 'alert',
    input: '7\n',
    program() {
      const n = Number(gets());
      alert(n * n);
      alert('two words', 'no more');
      alert();
    },
    stdout: '49\ntwo words\n\n',
  },
  {
    name: 'putstr and quit',
    input: '1\n2\n',
    program() {
      for (let line; (line = readline());) putstr(`<${line}>`);
      putstr('\n');
      quit(0);
      print('never');
    },
    stdout: '<1><2>\n',
  },
  {
    name: 'quit with a code',
    program() {
      print('going');
      quit(3);
    },
    stdout: 'going\n',
    code: 3,
  },
  {
    name: 'readline() after everything is read',
    input: 'a\nb\n',
    program() {
      console.log(require('fs').readFileSync(0, 'utf8').length, readline());
    },
    stdout: '4 null\n',
  },
  {
    name: 'mixing ways to read takes turns',
    input: 'first\nsecond\nthird\n',
    program() {
      console.log(readline());
      console.log(JSON.stringify(require('fs').readFileSync(0, 'utf8')));
    },
    stdout: 'first\n"second\\nthird\\n"\n',
  },
  {
    name: 'zero timeouts precede immediates',
    program() {
      setImmediate(() => console.log('immediate'));
      setTimeout(() => console.log('timeout'), 0);
    },
    stdout: 'timeout\nimmediate\n',
  },
  {
    name: 'argv, cwd and module names tell nothing of the machine',
    program() {
      console.log(
        process.argv,
        process.cwd(),
        __filename,
        __dirname,
        Object.keys(process.env),
      );
      console.log(process.pid, process.version, require.main.filename);
    },
    stdout:
      "[ '/usr/local/bin/node', '/main.js' ] / /main.js / [ 'OUTPUT_PATH' ]\n" +
      '1 v20.20.2 /main.js\n',
  },
  {
    name: 'standard output by name, not truncated',
    program() {
      const fs = require('fs');
      console.log('first');
      fs.writeFileSync('/dev/stdout', 'whole\n');
      fs.appendFileSync('/dev/fd/1', 'appended\n');
      fs.createWriteStream('/dev/stdout').end('stream\n');
    },
    stdout: 'first\nwhole\nappended\nstream\n',
  },
  {
    name: "the file that HackerRank's templates write is standard output",
    input: '2\n',
    program() {
      const ws = require('fs').createWriteStream(process.env.OUTPUT_PATH);
      process.stdin.on('data', (text) => {
        ws.write(`${text * 2}\n`);
        ws.end();
      });
    },
    stdout: '4\n',
  },
  {
    name: 'paths without a leading slash begin at the root',
    input: '5\n',
    program() {
      const fs = require('fs');
      console.log(fs.existsSync('dev/stdin'), fs.statSync('./dev/stdin').size);
      console.log(fs.readFileSync('./dev/stdin', 'utf8').trim());
      fs.writeFileSync('../dev/stdout', 'written\n');
    },
    stdout: 'true 2\n5\nwritten\n',
  },
  {
    name: 'files cannot be written or opened',
    program() {
      const fs = require('fs');
      for (const attempt of [
        () => fs.writeFileSync('output.txt', 'x'),
        () => fs.openSync('/etc/passwd', 'r'),
        () => fs.closeSync(1),
        () => fs.readdirSync('/proc'),
      ]) {
        try {
          attempt();
          console.log('done');
        } catch (e) {
          console.log(e.message);
        }
      }
    },
    stdout:
      "EACCES: permission denied, open 'output.txt'\n" +
      "ENOENT: no such file or directory, open '/etc/passwd'\n" +
      'EPERM: operation not permitted, close\n' +
      "ENOENT: no such file or directory, scandir '/proc'\n",
  },
  {
    name: 'modules that are not there',
    program() {
      for (const id of [
        'child_process',
        'http',
        'net',
        'worker_threads',
        'vm',
        'cluster',
      ]) {
        try {
          require(id);
          console.log('loaded', id);
        } catch (e) {
          console.log(
            e.code,
            e.message.includes(`'${id}'\nRequire stack:\n- /main.js`),
          );
        }
      }
    },
    stdout: 'MODULE_NOT_FOUND true\n'.repeat(6),
  },
];
