// The type checker's driver: one TypeScript source in, what is wrong with its
// types out.
//
// Input:  the file's name, a line feed, the source
// Output: a line `LINE COLUMN CODE TEXT` for each warning; lines that begin with
//         a blank go on with the text

import {
  createProgram,
  createSourceFile,
  flattenDiagnosticMessageText,
  getLineAndCharacterOfPosition,
} from 'typescript';
import { DECLARATIONS } from 'typescript/declarations';
import { ModuleKind, ScriptTarget } from 'typescript/enumerations';
import { usesLegacyDecorators } from './decorators.js';
import { makeHost } from './host.js';
import { parse } from './parse.js';
import { SAMPLES } from './samples.js';

const MOST = 100;

const OPTIONS = {
  target: ScriptTarget.ES2022,
  esModuleInterop: true,
  noEmit: true,
  // All there is to know are the files that it is given.
  noLib: true,
  types: [],
  skipLibCheck: true,
};

// Parsed once, and bound when they are checked against first.
const library = new Map(
  DECLARATIONS.map(([name, text]) => [
    name,
    createSourceFile(name, text, { languageVersion: ScriptTarget.ES2022 }),
  ]),
);

function describe({ file, start, code, messageText }) {
  const { line, character } = getLineAndCharacterOfPosition(file, start);
  const text = flattenDiagnosticMessageText(messageText, '\n');
  return `${line + 1} ${character + 1} ${code} ${text}\n`;
}

function check(fileName, source) {
  const { kind, file } = parse(fileName, source);
  // Nothing that a program declares is seen by another.
  file.externalModuleIndicator ??= true;
  const options = {
    ...OPTIONS,
    module: kind === 'module' ? ModuleKind.NodeNext : ModuleKind.CommonJS,
    experimentalDecorators: usesLegacyDecorators(file),
  };
  const files = new Map(library).set(fileName, file);
  const program = createProgram([...files.keys()], options, makeHost(files));
  return program
    .getSemanticDiagnostics(file)
    .filter((diagnostic) => diagnostic.file === file)
    .slice(0, MOST)
    .map(describe)
    .join('');
}

export function driver(rehearsals) {
  return {
    install: (host) => ({
      run() {
        const input = host.readText();
        const end = input.indexOf('\n');
        host.write(1, check(input.slice(0, end), input.slice(end + 1)));
      },
      warmUp() {
        for (let i = 0; i < rehearsals; ++i) {
          for (const source of SAMPLES) check('main.ts', source);
        }
      },
    }),
  };
}
