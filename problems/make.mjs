// Builds a problem package: copies it and generates its large test cases.
//
//   node make.mjs SOURCE DESTINATION
//
// generators/gen.mjs of a package exports tests(random): an iterable of
// {name, input, answer}. random(n) is an integer from 0 to n - 1, the same
// numbers in every build.
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

const [source, destination] = process.argv.slice(2);
fs.rmSync(destination, {recursive: true, force: true});
fs.cpSync(source, destination, {recursive: true});
await generate(destination);
