// Builds a problem package: copies it, generates its large test cases, and has
// its input validators look at all test cases.
//
//   node make.mjs SOURCE DESTINATION
//
// generators/gen.mjs of a package exports tests(random): an iterable of
// {name, input, answer}. random(n) is an integer from 0 to n - 1, the same
// numbers in every build.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

// mulberry32: small, and good enough for test data.
function makeRandom(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return (n) => Math.floor((next() + next() / 2 ** 32) * n);
}

async function generate(directory) {
  const generator = path.join(directory, 'generators', 'gen.mjs');
  if (!fs.existsSync(generator)) return;
  const {tests} = await import(pathToFileURL(path.resolve(generator)));
  for (const {name, input, answer} of tests(makeRandom(1))) {
    const base = path.join(directory, 'data', 'secret', name);
    fs.writeFileSync(`${base}.in`, input);
    fs.writeFileSync(`${base}.ans`, answer);
  }
}

// The .in files in a folder and the test groups below it.
function inputsIn(folder) {
  return fs.readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return inputsIn(file);
    return entry.name.endsWith('.in') ? [file] : [];
  });
}

// What input validators are told for the test cases of a folder.
function argumentsIn(folder) {
  const file = path.join(folder, 'test_group.yaml');
  if (!fs.existsSync(file)) return [];
  const given = /^input_validator_args: \[(.*)\]$/m.exec(
      fs.readFileSync(file, 'utf8'));
  return given ? given[1].split(', ').map((word) => word.replaceAll('"', '')) : [];
}

// Throws unless every validator accepts every input.
function validate(directory) {
  const folder = path.join(directory, 'input_validators');
  const inputs = ['sample', 'secret'].flatMap(
      (group) => inputsIn(path.join(directory, 'data', group)));
  for (const file of fs.readdirSync(folder)) {
    for (const input of inputs) {
      const {status} = spawnSync(
          process.execPath,
          [path.join(folder, file), ...argumentsIn(path.dirname(input))],
          {stdio: [fs.openSync(input), 'inherit', 'inherit']});
      if (status !== 42) throw new Error(`${file} refuses ${input}`);
    }
  }
}

const [source, destination] = process.argv.slice(2);
fs.rmSync(destination, {recursive: true, force: true});
fs.cpSync(source, destination, {recursive: true});
await generate(destination);
validate(destination);
