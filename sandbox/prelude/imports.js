// What import finds: the built-in modules, the submission itself, and for all
// else Node's errors.

import { nodeError } from './errors.js';
import {
  ObjectAssign,
  ObjectKeys,
  StringPrototypeIndexOf,
  StringPrototypeSlice,
  StringPrototypeStartsWith,
} from './primordials.js';
import { url } from './url.js';

const { URL, fileURLToPath, pathToFileURL } = url;

function notFound(what, specifier, main) {
  return nodeError(
    Error,
    'ERR_MODULE_NOT_FOUND',
    `Cannot find ${what} '${specifier}' imported from ${main}`,
  );
}

function fileNotFound(location, main) {
  const error = notFound('module', fileURLToPath(location), main);
  error.url = location.href;
  return error;
}

// "@scope/name" or "name" of what may go on after that.
function packageOf(specifier) {
  let end = StringPrototypeIndexOf(specifier, '/');
  if (end >= 0 && StringPrototypeStartsWith(specifier, '@'))
    end = StringPrototypeIndexOf(specifier, '/', end + 1);
  return end < 0 ? specifier : StringPrototypeSlice(specifier, 0, end);
}

function parse(specifier, base) {
  const isPath =
    StringPrototypeStartsWith(specifier, './') ||
    StringPrototypeStartsWith(specifier, '../') ||
    StringPrototypeStartsWith(specifier, '/');
  try {
    return isPath ? new URL(specifier, base) : new URL(specifier);
  } catch {
    return null;
  }
}

function unknownScheme(protocol) {
  return nodeError(
    Error,
    'ERR_UNSUPPORTED_ESM_URL_SCHEME',
    'Only URLs with a scheme in: file, data, and node are supported by the ' +
      `default ESM loader. Received protocol '${protocol}'`,
  );
}

// The location of what is no built-in module, if anything can be there.
function locate(specifier, main) {
  const location = parse(specifier, pathToFileURL(main));
  if (location?.protocol === 'file:') return location;
  if (location?.protocol === 'node:') {
    throw nodeError(
      Error,
      'ERR_UNKNOWN_BUILTIN_MODULE',
      `No such built-in module: ${specifier}`,
    );
  }
  if (location !== null) throw unknownScheme(location.protocol);
  if (StringPrototypeStartsWith(specifier, '#')) {
    throw nodeError(
      TypeError,
      'ERR_PACKAGE_IMPORT_NOT_DEFINED',
      `Package import specifier "${specifier}" is not defined imported from ` +
        main,
    );
  }
  throw notFound('package', packageOf(specifier), main);
}

function exportsAndNames(exports) {
  const found = [exports];
  if (typeof exports !== 'object' && typeof exports !== 'function') return found;
  if (exports === null) return found;
  const keys = ObjectKeys(exports);
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] !== 'default') found[found.length] = keys[i];
  }
  return found;
}

// `lookUp(name)` gives a built-in module's exports or undefined; `mainModule()`
// the CommonJS module, unless an ES module runs.
export function makeImports(lookUp, mainModule) {
  return {
    // [exports, names of exports...]; null for an ES module's own name.
    find(specifier, main) {
      const exports = lookUp(specifier);
      if (exports !== undefined) return exportsAndNames(exports);
      const location = locate(specifier, main);
      if (fileURLToPath(location) === main) {
        const module = mainModule();
        return module === undefined ? null : exportsAndNames(module.exports);
      }
      throw fileNotFound(location, main);
    },
    // Makes `meta` import.meta.
    describe(meta, main) {
      ObjectAssign(meta, {
        dirname: '/',
        filename: main,
        resolve(specifier) {
          const name = `${specifier}`;
          if (lookUp(name) === undefined) return locate(name, main).href;
          return StringPrototypeStartsWith(name, 'node:')
            ? name
            : `node:${name}`;
        },
        url: `file://${encodeURI(main)}`,
      });
    },
  };
}

const MISSING_GLOBALS = [
  'require',
  'exports',
  'module',
  '__filename',
  '__dirname',
];

// Tells a ReferenceError of an ES module what it is that Node has elsewhere.
export function explainMissingGlobal(error) {
  if (!(error instanceof ReferenceError)) return;
  for (let i = 0; i < MISSING_GLOBALS.length; i++) {
    const name = MISSING_GLOBALS[i];
    if (error.message !== `${name} is not defined`) continue;
    error.message += ' in ES module scope';
    if (name === 'require') error.message += ', you can use import instead';
  }
}
