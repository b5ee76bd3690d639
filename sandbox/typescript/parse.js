// Parsing a file, and telling whether it is a CommonJS or an ES module.

import { createSourceFile, forEachChild } from 'typescript';
import { ModuleKind, ScriptTarget, SyntaxKind } from 'typescript/enumerations';

function parseAs(fileName, source, asModule) {
  return createSourceFile(fileName, source, {
    languageVersion: ScriptTarget.ES2022,
    impliedNodeFormat: asModule ? ModuleKind.ESNext : ModuleKind.CommonJS,
    // What makes a file a module is an import or export, unless we know better.
    ...(asModule && {
      setExternalModuleIndicator: (file) => {
        file.externalModuleIndicator = true;
      },
    }),
  });
}

const isFunction = ({ kind }) =>
  kind === SyntaxKind.FunctionDeclaration ||
  kind === SyntaxKind.FunctionExpression ||
  kind === SyntaxKind.ArrowFunction ||
  kind === SyntaxKind.MethodDeclaration ||
  kind === SyntaxKind.Constructor ||
  kind === SyntaxKind.GetAccessor ||
  kind === SyntaxKind.SetAccessor;

// Before a file is known to be a module, some of what waits in it is read as
// the use of a variable.
const isAwait = (node) =>
  node.kind === SyntaxKind.AwaitExpression ||
  (node.kind === SyntaxKind.ForOfStatement &&
    node.awaitModifier !== undefined) ||
  (node.kind === SyntaxKind.Identifier && node.escapedText === 'await');

const isImportMeta = (node) =>
  node.kind === SyntaxKind.MetaProperty &&
  node.keywordToken === SyntaxKind.ImportKeyword;

function contains(node, isWanted, isOpaque) {
  if (isWanted(node)) return true;
  if (isOpaque(node)) return false;
  return (
    forEachChild(
      node,
      (child) => contains(child, isWanted, isOpaque) || undefined,
    ) ?? false
  );
}

// True for what only ES modules have: import.meta, and await outside of
// functions.
function isOnlyInModules(file) {
  return (
    (file.text.includes('import.meta') &&
      contains(file, isImportMeta, () => false)) ||
    (file.text.includes('await') && contains(file, isAwait, isFunction))
  );
}

// {kind, file}: by the name, .cts or .mts, else by what the file contains. A
// 'script' has neither imports nor exports.
export function parse(fileName, source) {
  const asModule = () => ({
    kind: 'module',
    file: parseAs(fileName, source, true),
  });
  if (fileName.endsWith('.mts')) return asModule();
  const file = parseAs(fileName, source, false);
  if (fileName.endsWith('.cts')) return { kind: 'commonjs', file };
  const isScript = file.externalModuleIndicator === undefined;
  const script = { kind: isScript ? 'script' : 'commonjs', file };
  if (!isOnlyInModules(file)) return script;
  const module = asModule();
  const isWorse =
    module.file.parseDiagnostics.length > file.parseDiagnostics.length;
  return isWorse ? script : module;
}
