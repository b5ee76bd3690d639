// Which names an ES module may import from a CommonJS module, told by its text:
// it has not run when they are bound. What is found is what Node finds in code
// of these forms; everything is in the default export.

import {
  ObjectKeys,
  RegExpPrototypeExec,
} from './primordials.js';

const NAME = '[A-Za-z_$][\\w$]*';
const EXPORTS = '(?:^|[^.\\w$])(?:module\\s*\\.\\s*)?exports';

// exports.name = ..., exports['name'] = ...
const ASSIGNED = `${EXPORTS}\\s*(?:\\.\\s*(${NAME})|\\[\\s*(['"])(${NAME})\\2\\s*\\])\\s*=(?!=)`;
// Object.defineProperty(exports, 'name', ...
const DEFINED = `defineProperty\\s*\\(\\s*(?:module\\s*\\.\\s*)?exports\\s*,\\s*(['"])(${NAME})\\1`;
// module.exports = {
const LITERAL = `(?:^|[^.\\w$])module\\s*\\.\\s*exports\\s*=\\s*\\{`;
// name, or name: other, in it.
const MEMBER = `\\s*(?:(${NAME})|(['"])(${NAME})\\2)\\s*(?::\\s*${NAME}\\s*)?(?=[,}])`;

function addMembers(text, start, names) {
  const member = new RegExp(MEMBER, 'y');
  member.lastIndex = start;
  for (;;) {
    const found = RegExpPrototypeExec(member, text);
    if (found === null) return;
    names[found[1] ?? found[3]] = true;
    // Over the comma.
    member.lastIndex++;
  }
}

export function exportedNames(text) {
  const names = { __proto__: null };
  const each = (pattern, use) => {
    const expression = new RegExp(pattern, 'g');
    for (;;) {
      const found = RegExpPrototypeExec(expression, text);
      if (found === null) return;
      use(found, expression.lastIndex);
    }
  };
  each(ASSIGNED, (found) => {
    names[found[1] ?? found[3]] = true;
  });
  each(DEFINED, (found) => {
    names[found[2]] = true;
  });
  each(LITERAL, (found, end) => addMembers(text, end, names));
  delete names.default;
  return ObjectKeys(names);
}
