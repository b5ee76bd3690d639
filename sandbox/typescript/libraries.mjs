// At build time: the declarations that programs are checked against, without
// their comments, which are most of them.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const typescript = require('typescript');

const LANGUAGE = [
  'lib.es2023.d.ts',
  'lib.esnext.disposable.d.ts',
  'lib.decorators.d.ts',
  'lib.decorators.legacy.d.ts',
];

function withoutComments(path, text) {
  const { createSourceFile, createPrinter, ScriptTarget } = typescript;
  const file = createSourceFile(path, text, ScriptTarget.ES2022);
  return createPrinter({ removeComments: true }).printFile(file);
}

// Texts by path, of these files and of all that they refer to.
async function collect(paths, found = new Map()) {
  for (const path of paths) {
    if (found.has(path)) continue;
    const text = await readFile(path, 'utf8');
    found.set(path, withoutComments(path, text));
    const { referencedFiles, libReferenceDirectives } =
      typescript.preProcessFile(text);
    await collect(
      [
        ...referencedFiles.map(({ fileName }) => join(dirname(path), fileName)),
        ...libReferenceDirectives.map(({ fileName }) =>
          join(libraries, `lib.${fileName}.d.ts`),
        ),
      ],
      found,
    );
  }
  return found;
}

const libraries = dirname(require.resolve('typescript'));
const node = require.resolve('@types/node/package.json');

// [[name, text], ...]
export async function declarations() {
  const found = await collect([
    ...LANGUAGE.map((name) => join(libraries, name)),
    join(dirname(node), 'index.d.ts'),
  ]);
  return [...found.values()].map((text, index) => [`/lib/${index}.d.ts`, text]);
}
