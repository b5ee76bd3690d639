// One program in a fresh isolate per test, in one process without a jail, as
// people use isolated-vm. Prints the milliseconds of each test.
//
// usage: node isolated_vm.cjs MODULE PROGRAM RUNS < INPUT
'use strict';

const fs = require('node:fs');
const ivm = require(process.argv[2]);
const source = fs.readFileSync(process.argv[3], 'utf8');
const runs = Number(process.argv[4]);
const input = fs.readFileSync(0, 'utf8');

// What the program uses of node.
const SURROUNDINGS = `
  const require = () => ({ readFileSync: () => input });
  const console = { log: (...values) => print(values.join(' ')) };
`;

function test() {
  const start = process.hrtime.bigint();
  const isolate = new ivm.Isolate({ memoryLimit: 128 });
  const context = isolate.createContextSync();
  let output = '';
  context.global.setSync('input', input);
  context.global.setSync('print', (line) => { output += `${line}\n`; });
  context.evalSync(SURROUNDINGS + source, { timeout: 2000 });
  isolate.dispose();
  const elapsed = Number(process.hrtime.bigint() - start) / 1e6;
  if (output === '') throw new Error('the program printed nothing');
  return elapsed;
}

for (let i = 0; i < 20; ++i) test();
const times = Array.from({ length: runs }, test);
process.stdout.write(`${times.join('\n')}\n`);
