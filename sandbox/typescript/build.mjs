// Bundles the TypeScript compiler and a driver of ours into one script whose
// completion value is the driver's exports.
//
// Usage: node build.mjs ENTRY OUTPUT

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { declarations } from './libraries.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [entry, output] = process.argv.slice(2);

// What the drivers use of the compiler. Whatever none of this needs is left out.
const EXPORTS = [
  'createProgram',
  'createSourceFile',
  'flattenDiagnosticMessageText',
  'forEachChild',
  'getLineAndCharacterOfPosition',
];

// Its enumerations are numbers there; the drivers name them as its users do.
const ENUMERATIONS = ['ModuleKind', 'NodeFlags', 'ScriptTarget', 'SyntaxKind'];

function enumerations() {
  const typescript = createRequire(import.meta.url)('typescript');
  return ENUMERATIONS.map((name) => {
    const members = Object.entries(typescript[name])
      .filter(([, value]) => typeof value === 'number')
      .map(([member, value]) => `${member} = ${value}`);
    return `export enum ${name} { ${members.join(', ')} }`;
  }).join('\n');
}

// The command line's compiler is a script: here its command line gives way to
// exports. Each change must fit exactly once.
const CHANGES = [
  ['executeCommandLine(sys, noop, sys.args);', ''],
  [
    `Debug.loggingHost = {
  log(_level, s) {
    sys.write(\`\${s || ""}\${sys.newLine}\`);
  }
};
if (Debug.isDebugging) {
  Debug.enableDebugInfo();
}
if (sys.tryEnableSourceMapsForHost && /^development$/i.test(sys.getEnvironmentVariable("NODE_ENV"))) {
  sys.tryEnableSourceMapsForHost();
}
if (sys.setBlocking) {
  sys.setBlocking();
}
`,
    '',
  ],
];

async function compilerAsModule(path) {
  let source = await readFile(path, 'utf8');
  for (const [from, to] of CHANGES) {
    const parts = source.split(from);
    if (parts.length !== 2) throw new Error(`${path}: no ${from}`);
    source = parts.join(to);
  }
  return `${source}\nexport { ${EXPORTS.join(', ')} };`;
}

const compiler = {
  name: 'compiler',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^typescript$/ }, () => ({
      path: join(here, '../../node_modules/typescript/lib/_tsc.js'),
      sideEffects: false,
    }));
    onResolve({ filter: /^typescript\/enumerations$/ }, ({ path }) => ({
      path,
      namespace: 'enumerations',
      sideEffects: false,
    }));
    onLoad({ filter: /./, namespace: 'enumerations' }, () => ({
      contents: enumerations(),
      loader: 'ts',
    }));
    onResolve({ filter: /^typescript\/declarations$/ }, ({ path }) => ({
      path,
      namespace: 'declarations',
    }));
    onLoad({ filter: /./, namespace: 'declarations' }, async () => ({
      contents: `export const DECLARATIONS = ${JSON.stringify(await declarations())};`,
    }));
    onLoad({ filter: /\/_tsc\.js$/ }, async ({ path }) => ({
      contents: await compilerAsModule(path),
    }));
  },
};

await build({
  entryPoints: [join(here, entry)],
  outfile: output,
  bundle: true,
  format: 'iife',
  globalName: 'bundle',
  target: ['es2022', 'node18'],
  // Neither files nor a system: what a compilation needs is given to it.
  define: { process: 'undefined', require: 'undefined' },
  // One byte a character, which the engine then need not copy.
  charset: 'ascii',
  loader: { '.ts': 'text' },
  minify: true,
  legalComments: 'none',
  plugins: [compiler],
  banner: { js: '(()=>{"use strict";' },
  footer: { js: 'return bundle})()' },
  logLevel: 'warning',
});
