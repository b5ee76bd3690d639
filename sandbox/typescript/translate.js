// One file through the TypeScript compiler, without types being checked.

import {
  createProgram,
  flattenDiagnosticMessageText,
  getLineAndCharacterOfPosition,
} from 'typescript';
import { ModuleKind, ScriptTarget } from 'typescript/enumerations';
import { usesLegacyDecorators } from './decorators.js';
import { makeHost } from './host.js';
import { parse } from './parse.js';

const OPTIONS = {
  // What the engine's V8 runs.
  target: ScriptTarget.ES2022,
  esModuleInterop: true,
  isolatedModules: true,
  sourceMap: true,
  // Scripts are as sloppy as they say; modules and classes are strict.
  alwaysStrict: false,
  noCheck: true,
  noLib: true,
  noResolve: true,
  types: [],
  suppressOutputPathCheck: true,
};

function firstError(file, diagnostics) {
  if (diagnostics.length === 0) return undefined;
  const { start, messageText, code } = diagnostics[0];
  const { line, character } = getLineAndCharacterOfPosition(file, start);
  return {
    line: line + 1,
    column: character + 1,
    text: `TS${code}: ${flattenDiagnosticMessageText(messageText, '\n')}`,
  };
}

// The compiler's last line names a file of the map, which there is not.
function withoutMapName(javascript) {
  return javascript.slice(0, javascript.lastIndexOf('//# sourceMappingURL='));
}

// {error: {line, column, text}} or {kind, javascript, mappings}.
export function translate(fileName, source) {
  const { kind, file } = parse(fileName, source);
  const error = firstError(file, file.parseDiagnostics);
  if (error !== undefined) return { error };
  const isLegacy = usesLegacyDecorators(file);
  const options = {
    ...OPTIONS,
    module: kind === 'module' ? ModuleKind.NodeNext : ModuleKind.CommonJS,
    experimentalDecorators: isLegacy,
    // Those are written for fields that are assigned to, through setters that
    // decorators define.
    useDefineForClassFields: !isLegacy,
  };
  const outputs = {};
  const host = makeHost(new Map([[fileName, file]]), (name, text) => {
    outputs[name.endsWith('.map') ? 'map' : 'javascript'] = text;
  });
  createProgram([fileName], options, host).emit();
  return {
    kind,
    javascript: withoutMapName(outputs.javascript),
    mappings: JSON.parse(outputs.map).mappings,
  };
}
