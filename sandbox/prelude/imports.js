// What import finds: the built-in modules, the submission itself, the files of
// its source, and for all else Node's errors.

import { nodeError } from './errors.js';
import {
  ObjectAssign,
  ObjectKeys,
  StringPrototypeEndsWith,
  StringPrototypeIndexOf,
  StringPrototypeSlice,
  StringPrototypeStartsWith,
} from './primordials.js';
import { exportedNames } from './exported_names.js';
import { volumeOf } from './files.js';
import { path } from './path.js';
import { url } from './url.js';

const { dirname } = path;
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

// `lookUp(name)` gives a built-in module's exports or undefined.
export function makeImports(lookUp, requires, host) {
  const volume = volumeOf(host);

  function findFile(location, from, main) {
    const file = fileURLToPath(location);
    const module = requires.mainModule();
    if (file === main)
      return module === undefined ? null : exportsAndNames(module.exports);
    if (!volume.isSource(file)) throw fileNotFound(location, from);
    if (volume.isEsModule(file)) return file;
    return {
      path: file,
      names: StringPrototypeEndsWith(file, '.json')
        ? []
        : exportedNames(volume.sourceText(file)),
    };
  }

  return {
    // Of a built-in module [exports, names of exports...]; null for an ES
    // module that is the submission; its path for another; {path, names} for
    // the file of a CommonJS module, whose exports load gives.
    find(specifier, from, main) {
      const exports = lookUp(specifier);
      if (exports !== undefined) return exportsAndNames(exports);
      return findFile(locate(specifier, from), from, main);
    },
    load: requires.load,
    // Makes `meta` import.meta.
    describe(meta, main) {
      ObjectAssign(meta, {
        dirname: dirname(main),
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
