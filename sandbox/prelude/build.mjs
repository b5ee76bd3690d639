// Bundles the prelude into one script whose completion value is `install`.
//
// Usage: node build.mjs OUTPUT

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

// Globals that the bundle's code may name: bound once, so that a submission
// that deletes or replaces them changes nothing here.
const GLOBALS = [
  'AggregateError', 'Array', 'ArrayBuffer', 'BigInt', 'BigInt64Array',
  'BigUint64Array', 'Boolean', 'DataView', 'Date', 'Error', 'EvalError',
  'Float32Array', 'Float64Array', 'Function', 'Int8Array', 'Int16Array',
  'Int32Array', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Proxy',
  'RangeError', 'ReferenceError', 'Reflect', 'RegExp', 'Set',
  'SharedArrayBuffer', 'String', 'Symbol', 'SyntaxError', 'TypeError',
  'URIError', 'Uint8Array', 'Uint8ClampedArray', 'Uint16Array', 'Uint32Array',
  'WeakMap', 'WeakSet', 'isFinite', 'isNaN', 'parseFloat', 'parseInt',
];

// Lets inspect_internals.js replace modules inside the package's own bundle.
const BOOTSTRAP = 'const e={};return function n(r){';
const inspectInternals = {
  name: 'inspect-internals',
  setup({ onLoad }) {
    onLoad({ filter: /node-inspect-extracted\/dist\/inspect\.js$/ },
      async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (source.split(BOOTSTRAP).length !== 2) {
          throw new Error('node-inspect-extracted: another bundle than expected');
        }
        const internals = JSON.stringify(join(here, 'inspect_internals.js'));
        return {
          contents: `import { modules } from ${internals};
            const exports = {}, module = { exports };
            ${source.replace(BOOTSTRAP, `Object.assign(t,modules);${BOOTSTRAP}`)};
            export default module.exports;`,
        };
      });
  },
};

await build({
  entryPoints: [join(here, 'index.js')],
  outfile: process.argv[2],
  bundle: true,
  format: 'iife',
  globalName: 'prelude',
  target: ['es2022', 'node18'],
  charset: 'ascii',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  plugins: [inspectInternals],
  banner: {
    js: `(globalThis=>{"use strict";const{${GLOBALS.join(',')}}=globalThis;`,
  },
  footer: { js: 'return prelude.install})(globalThis)' },
  logLevel: 'warning',
});
