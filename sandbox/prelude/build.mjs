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
  'AggregateError',
  'Array',
  'ArrayBuffer',
  'BigInt',
  'BigInt64Array',
  'BigUint64Array',
  'Boolean',
  'DataView',
  'Date',
  'Error',
  'EvalError',
  'Float32Array',
  'Float64Array',
  'Function',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Promise',
  'Proxy',
  'RangeError',
  'ReferenceError',
  'Reflect',
  'RegExp',
  'Set',
  'SharedArrayBuffer',
  'String',
  'Symbol',
  'SyntaxError',
  'TypeError',
  'URIError',
  'Uint8Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Uint32Array',
  'WeakMap',
  'WeakSet',
  'isFinite',
  'isNaN',
  'parseFloat',
  'parseInt',
];

// Changes to the package's bundle, each of which must fit exactly once.
const INSPECT_CHANGES = [
  // inspect_internals.js replaces some of its modules.
  [
    'const e={};return function n(r){',
    'Object.assign(t,modules);const e={};return function n(r){',
  ],
  // The package follows Node 25. Before, as in all releases that contests use,
  // proxies were not marked, symbol keys had brackets and the sizes of buffers
  // had none.
  [
    'if(0!==s)for(let e=0;e<s;e++)u=`${t.stylize("Proxy(","special")}' +
      '${u}${t.stylize(")","special")}`;',
    '',
  ],
  [
    's=t.stylize(e,"symbol")}else',
    'return`[${t.stylize(e,"symbol")}]:${a}${c}`}else',
  ],
  ['${t.stylize(`[${r}]`,"string")}: ${i}', '${an(e)?`[${r}]`:r}: ${i}'],
  ['`{ [byteLength]: ${', '`{ byteLength: ${'],
];

function patch(source) {
  for (const [from, to] of INSPECT_CHANGES) {
    const parts = source.split(from);
    if (parts.length !== 2)
      throw new Error(`node-inspect-extracted: no ${from}`);
    source = parts.join(to);
  }
  return source;
}

const inspectInternals = {
  name: 'inspect-internals',
  setup({ onLoad }) {
    onLoad(
      { filter: /node-inspect-extracted\/dist\/inspect\.js$/ },
      async ({ path }) => {
        const internals = JSON.stringify(join(here, 'inspect_internals.js'));
        return {
          contents: `import { modules } from ${internals};
            const exports = {}, module = { exports };
            ${patch(await readFile(path, 'utf8'))};
            export default module.exports;`,
        };
      },
    );
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
