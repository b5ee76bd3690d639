// Which decorators a file means: the standard's, or those that TypeScript had
// before it, which are called in another way.

import { forEachChild } from 'typescript';
import { SyntaxKind } from 'typescript/enumerations';

const DECORATING_TYPES = /^(PropertyDescriptor|TypedPropertyDescriptor\b.*)$/;
const KEY_TYPES = /^(string|symbol|PropertyKey)(\s*\|\s*(string|symbol))*$/;

// Of a decorator function: parameters that only the older kind is given.
function isLegacy(file, parameters) {
  if (parameters.length > 2) return true;
  return parameters.some(({ type }, index) => {
    if (type === undefined) return false;
    const text = file.text.slice(type.pos, type.end).trim();
    return DECORATING_TYPES.test(text) || (index === 1 && KEY_TYPES.test(text));
  });
}

function isFunction({ kind }) {
  return (
    kind === SyntaxKind.FunctionDeclaration ||
    kind === SyntaxKind.FunctionExpression ||
    kind === SyntaxKind.ArrowFunction
  );
}

// @name or @name(...): which, and whether it is called.
function nameOf({ expression }) {
  const called = expression.kind === SyntaxKind.CallExpression;
  const target = called ? expression.expression : expression;
  if (target.kind !== SyntaxKind.Identifier) return undefined;
  return { name: target.escapedText, called };
}

function collect(file) {
  const found = { parameter: false, uses: [], functions: new Map() };
  const visit = (node) => {
    if (node.kind === SyntaxKind.Decorator) {
      const use = nameOf(node);
      if (use !== undefined) found.uses.push(use);
    } else if (node.kind === SyntaxKind.Parameter) {
      found.parameter ||=
        node.modifiers?.some(({ kind }) => kind === SyntaxKind.Decorator) ??
        false;
    } else if (node.kind === SyntaxKind.FunctionDeclaration && node.name) {
      found.functions.set(node.name.escapedText, node);
    } else if (
      node.kind === SyntaxKind.VariableDeclaration &&
      node.initializer !== undefined &&
      isFunction(node.initializer)
    ) {
      found.functions.set(node.name.escapedText, node.initializer);
    }
    forEachChild(node, visit);
  };
  visit(file);
  return found;
}

// The functions that a factory makes: what is decorated gets one of them.
function madeBy(factory) {
  const made = [];
  const visit = (node) => {
    if (isFunction(node)) made.push(node);
    else forEachChild(node, visit);
  };
  if (factory.body !== undefined) visit(factory.body);
  return made;
}

// True for a decorator on a parameter, or one whose function stands in the file
// and takes what only the older kind is given: three parameters, a property
// descriptor, or a key of type string or symbol.
export function usesLegacyDecorators(file) {
  if (!file.text.includes('@')) return false;
  const { parameter, uses, functions } = collect(file);
  if (parameter) return true;
  return uses.some(({ name, called }) => {
    const declared = functions.get(name);
    if (declared === undefined) return false;
    return (called ? madeBy(declared) : [declared]).some(({ parameters }) =>
      isLegacy(file, parameters),
    );
  });
}
