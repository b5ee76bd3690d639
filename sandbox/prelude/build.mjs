// Bundles the prelude into one script, whose value is a function that takes the
// global object, evaluates the modules and returns `install`.
//
// Usage: node build.mjs OUTPUT

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

import { INSPECT_CHANGES } from './inspect_changes.mjs';

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
  'Map',
  'Number',
  'Object',
  'Promise',
  'Proxy',
  'RangeError',
  'ReferenceError',
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
  'encodeURI',
  'isFinite',
  'isNaN',
  'parseFloat',
  'parseInt',
];

// Of these, whose functions are called as methods, a copy: a literal, which V8
// finds properties in as fast.
const NAMESPACES = { JSON, Math, Reflect };
const copyOf = ([name, value]) => {
  const members = Object.getOwnPropertyNames(value).map(
    (member) => `${member}:globalThis.${name}.${member}`,
  );
  return `${name}={${members.join(',')}}`;
};

const errorsModule = JSON.stringify(join(here, 'errors.js'));
const primordialsModule = JSON.stringify(join(here, 'primordials.js'));
const internalsModule = JSON.stringify(join(here, 'inspect_internals.js'));
const typesModule = JSON.stringify(join(here, 'types.js'));
const widthsModule = JSON.stringify(join(here, 'column_widths.js'));

const COMPARISON_CHANGE = [
  'if (compareFn !== undefined) aCallable(compareFn);',
  `if (compareFn !== undefined && typeof compareFn !== 'function')
    throw new TypeError(
      'The comparison function must be either a function or undefined');`,
];

const indexChange = (message) => [
  "throw new $RangeError('Incorrect index')",
  `throw new RangeError(${message})`,
];

// By the end of a file's path: changes, and how the result is wrapped.
const CHANGED = {
  'node-inspect-extracted/dist/inspect.js': {
    changes: INSPECT_CHANGES,
    before: `import { modules, sourceOf } from ${internalsModule};
      import { columnsOf } from ${widthsModule};
      import { isNativeError } from ${typesModule};
      const exports = {}, module = { exports };`,
    after: ';export default module.exports;',
  },
  // Errors with the code in their stacks, and as their own property.
  'readable-stream/lib/ours/errors.js': {
    changes: [
      [
        'super(getMessage(code, message, args))',
        'super(getMessage(code, message, args)); ' +
          'return nodeError(Base, code, this.message);',
      ],
      // The list of names, whose text begins with nothing.
      ['let msg\n    const len', "let msg = ''\n    const len"],
      ['.map((a) => `"${a}"`).join(\' or \')', '.map((a) => `"${a}"`)'],
    ],
    before: `const { nodeError } = require(${errorsModule});`,
  },
  // Texts of Node 20.
  'assert/build/internal/assert/assertion_error.js': {
    changes: [
      [
        'Values identical but not reference-equal:',
        'Values have same structure but are not reference-equal:',
      ],
      ['should equal', 'should loosely deep-equal'],
      ['kMaxShortLength = 10', 'kMaxShortLength = 12'],
      [
        '.concat(base, " ").concat(res[0])',
        '.concat(base, res[0].length > 5 ? "\\n\\n" : " ").concat(res[0])',
      ],
      [
        "operator === 'notStrictEqual' && _typeof(actual) === 'object' &&",
        "operator === 'notStrictEqual' && Object(actual) === actual &&",
      ],
      ['if (res.length > 30) {', 'if (res.length > 50) {'],
      ['res[26] =', 'res[46] ='],
      ['while (res.length > 27) {', 'while (res.length > 47) {'],
      [
        "if (operator === 'notDeepEqual' || operator === 'notEqual') {",
        "if (operator === 'notDeepEqual' && _res === inspectValue(expected)) {",
      ],
      [
        "if (operator === 'deepEqual' || operator === 'equal') {",
        `if (operator === 'notDeepEqual') {
           _res = 'Expected values not to be loosely deep-equal:\\n\\n' + _res +
             '\\n\\nshould not loosely deep-equal\\n\\n';
         } else if (operator === 'deepEqual' || operator === 'equal') {`,
      ],
    ],
  },
  // Node's errors of offsets and values.
  'node_modules/buffer/index.js': {
    changes: [
      [
        "throw new RangeError('Trying to access beyond buffer length')",
        'throw outsideBuffer(offset, length - ext)',
      ],
      [
        `throw new RangeError('"value" argument is out of bounds')`,
        'throw unfitValue(value, min, max, ext)',
      ],
      [
        `  if (offset + ext > buf.length) throw new RangeError('Index out of range')
}`,
        `  if (offset + ext > buf.length)
    throw outsideBuffer(offset, buf.length - ext);
}`,
      ],
      [
        `  if (offset + ext > buf.length) throw new RangeError('Index out of range')
  if`,
        `  if (offset + ext > buf.length)
    throw outsideBuffer(offset, buf.length - ext);
  if`,
      ],
    ],
    before: `const { outsideBuffer, unfitValue } = require(${errorsModule});`,
  },
  '@pkgjs/parseargs/internal/errors.js': {
    changes: ['INVALID_OPTION_VALUE', 'UNKNOWN_OPTION', 'UNEXPECTED_POSITIONAL']
      .map((name) => `class ERR_PARSE_ARGS_${name} extends `)
      .map((start) => [`${start}Error`, `${start}TypeError`]),
  },
  // Function.prototype.toString stays V8's.
  'core-js/internals/make-built-in.js': {
    changes: [
      [
        `Function.prototype.toString = makeBuiltIn(function toString() {
  return isCallable(this) && getInternalState(this).source || inspectSource(this);
}, 'toString');`,
        '',
      ],
    ],
  },
  // Nor is there a global of the package's own.
  'core-js/internals/shared-store.js': {
    changes: [
      ['globalThis[SHARED] || defineGlobalProperty(SHARED, {});', '{};'],
    ],
  },
  // V8's messages.
  'core-js/modules/es.array.to-sorted.js': { changes: [COMPARISON_CHANGE] },
  'core-js/modules/es.typed-array.to-sorted.js': {
    changes: [COMPARISON_CHANGE],
  },
  'core-js/modules/es.array.with.js': {
    changes: [indexChange('`Invalid index : ${relativeIndex}`')],
  },
  'core-js/modules/es.typed-array.with.js': {
    changes: [indexChange("'Invalid typed array index'")],
  },
  // Node 20 takes all views.
  'readable-stream/lib/internal/streams/readable.js': {
    before: `const { ReflectApply } = require(${primordialsModule});`,
    changes: [
      // Without methods of functions, which programs may replace.
      [
        'Stream.prototype.on.call(this, ev, fn)',
        'ReflectApply(Stream.prototype.on, this, [ev, fn])',
      ],
      [
        'Stream.prototype.removeListener.call(this, ev, fn)',
        'ReflectApply(Stream.prototype.removeListener, this, [ev, fn])',
      ],
      [
        'Stream.prototype.removeAllListeners.apply(this, arguments)',
        'ReflectApply(Stream.prototype.removeAllListeners, this, arguments)',
      ],
      [
        "['string', 'Buffer', 'Uint8Array']",
        "['string', 'Buffer', 'TypedArray', 'DataView']",
      ],
    ],
  },
  'readable-stream/lib/internal/streams/writable.js': {
    changes: [
      // What is written at once leaves nothing to wait for.
      [
        `  const ret = state.length < state.highWaterMark
  // We must ensure that previous needDrain will not be reset to false.
  if (!ret) state.needDrain = true`,
        '',
      ],
      [
        '  // Return false if errored or destroyed in order to break',
        `  const ret = state.length < state.highWaterMark;
         if (!ret) state.needDrain = true;`,
      ],
      [
        "['string', 'Buffer', 'Uint8Array']",
        "['string', 'Buffer', 'TypedArray', 'DataView']",
      ],
    ],
  },
};

function change(name, source) {
  const { changes, before = '', after = '' } = CHANGED[name];
  let result = source;
  for (const [from, to] of changes) {
    const parts = result.split(from);
    if (parts.length !== 2) throw new Error(`${name}: no ${from}`);
    result = parts.join(to);
  }
  return before + result + after;
}

// What packages take from elsewhere: `from` is a part of the importer's path.
const REPLACED = [
  ['/readable-stream/', /^process\/$/, 'runtime_binding.js'],
  ['/readable-stream/', /^abort-controller$/, 'abort.js'],
  ['/readable-stream/', /^buffer$/, 'buffer.js'],
  ['/readable-stream/', /^events$/, 'events.js'],
  ['/readable-stream/', /^string_decoder\/$/, 'encoding.js'],
  ['/readable-stream/', /\/primordials$/, 'stream_primordials.js'],
  ['/readable-stream/', /\/util\/inspect$/, 'inspect.js'],
  ['/path-unified/', /\/(isWindows|validators)\.js$/, 'path_checks.js'],
  ['/whatwg-url/', /\/encoding$/, 'encoding.js'],
  ['/whatwg-url/', /\/URLSearchParams$/, 'search_params_binding.js'],
  ['/assert/', /^util\/$/, 'inspect.js'],
  [
    '/assert/',
    /\/errors$/,
    '../../node_modules/readable-stream/lib/ours/errors.js',
  ],
  ['/url/', /^punycode\/$/, 'domain_names.js'],
  ['/url/', /^qs$/, 'querystring.js'],
  ['/whatwg-url/', /^tr46$/, 'domain_names.js'],
];

const packages = {
  name: 'packages',
  setup({ onResolve, onLoad, onEnd }) {
    const unused = new Set(Object.keys(CHANGED));
    onEnd(() => ({
      errors: [...unused].map((name) => ({ text: `no ${name} to change` })),
    }));
    onResolve({ filter: /./ }, ({ path, importer }) => {
      for (const [from, pattern, module] of REPLACED) {
        if (importer.includes(`/node_modules${from}`) && pattern.test(path))
          return { path: join(here, module) };
      }
      return undefined;
    });
    onLoad({ filter: /\/node_modules\// }, async ({ path }) => {
      const name = Object.keys(CHANGED).find((end) => path.endsWith(end));
      if (name === undefined) return undefined;
      unused.delete(name);
      return { contents: change(name, await readFile(path, 'utf8')) };
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
  // A number drawn in the template would be every run's first.
  define: { global: 'globalThis', 'Math.random': 'Number' },
  charset: 'ascii',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  plugins: [packages],
  banner: {
    js: `(globalThis)=>{"use strict";const{${GLOBALS.join(',')}}=globalThis,` +
      `${Object.entries(NAMESPACES).map(copyOf).join(',')};`,
  },
  footer: { js: 'return prelude.install}' },
  logLevel: 'warning',
});
