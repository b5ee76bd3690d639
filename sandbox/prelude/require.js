// require(): built-in modules, the files of the program's source, and errors for
// all others.

import { invalidArgType, nodeError } from './errors.js';
import { volumeOf } from './files.js';
import { path as paths } from './path.js';
import {
  ArrayPrototypeJoin,
  ObjectDefineProperty,
  ReflectApply,
  StringPrototypeEndsWith,
  StringPrototypeSlice,
  StringPrototypeStartsWith,
} from './primordials.js';
import { url } from './url.js';

const { dirname, resolve } = paths;

// What is tried behind a name, in this order; '' comes first.
const EXTENSIONS = ['', '.js', '.json', '.cjs'];
const INDEXES = ['/index.js', '/index.json', '/index.cjs'];

export class Module {
  constructor(filename, directory, parent) {
    this.id = parent === null ? '.' : filename;
    this.path = directory;
    this.exports = {};
    this.filename = filename;
    this.loaded = false;
    this.children = [];
    this.paths = ['/node_modules'];
    ObjectDefineProperty(this, 'parent', {
      __proto__: null,
      value: parent,
      configurable: true,
      writable: true,
    });
  }
}

// The files that led to a require, the last one first.
function requireStack(module) {
  const stack = [];
  for (let at = module; at; at = at.parent) stack[stack.length] = at.filename;
  return stack;
}

function notFound(id, parent) {
  if (StringPrototypeStartsWith(id, 'node:')) {
    return nodeError(
      Error,
      'ERR_UNKNOWN_BUILTIN_MODULE',
      `No such built-in module: ${id}`,
    );
  }
  const stack = requireStack(parent);
  const error = new Error(
    `Cannot find module '${id}'\nRequire stack:\n- ` +
      ArrayPrototypeJoin(stack, '\n- '),
  );
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = stack;
  return error;
}

function checkId(id) {
  if (typeof id !== 'string') throw invalidArgType('id', 'of type string', id);
  if (id !== '') return;
  throw nodeError(
    TypeError,
    'ERR_INVALID_ARG_VALUE',
    "The argument 'id' must be a non-empty string. Received ''",
  );
}

const isPath = (id) =>
  id === '.' ||
  id === '..' ||
  StringPrototypeStartsWith(id, './') ||
  StringPrototypeStartsWith(id, '../') ||
  StringPrototypeStartsWith(id, '/');

// The file of the source that is meant, or undefined.
function makeFindFile(isThere) {
  function firstOf(name, endings) {
    for (let i = 0; i < endings.length; i++) {
      const path = name + endings[i];
      if (isThere(path)) return path;
    }
    return undefined;
  }
  return (id, directory) => {
    if (!isPath(id)) return undefined;
    const name = resolve(directory, id);
    const base = name === '/' ? '' : name;
    return (
      (StringPrototypeEndsWith(id, '/') ? undefined : firstOf(name, EXTENSIONS)) ??
      firstOf(base, INDEXES)
    );
  };
}

// Node lets a byte order mark pass.
const withoutMark = (text) =>
  StringPrototypeStartsWith(text, '\ufeff')
    ? StringPrototypeSlice(text, 1)
    : text;

function parseFile(path, text) {
  try {
    return JSON.parse(withoutMark(text));
  } catch (error) {
    error.message = `${path}: ${error.message}`;
    throw error;
  }
}

function refuseEsModule(path) {
  throw nodeError(
    Error,
    'ERR_REQUIRE_ESM',
    `require() of ES Module ${path} not supported.\n` +
      `Instead change the require of ${path} to a dynamic import() which is ` +
      'available in all CommonJS modules.',
  );
}

// What createRequire's argument means.
const pathOf = (location) =>
  typeof location === 'string' && StringPrototypeStartsWith(location, '/')
    ? location
    : url.fileURLToPath(location);

// `lookUp(name)` gives a built-in module's exports or undefined.
export function makeRequires(lookUp, host) {
  const volume = volumeOf(host);
  // Main and cache are made by the run: what it writes to is copied then.
  let cache = { __proto__: null };
  let main;
  const findFile = makeFindFile(
    (path) => path === main?.filename || volume.isSource(path),
  );

  function evaluate(module) {
    const { filename } = module;
    if (StringPrototypeEndsWith(filename, '.json')) {
      module.exports = parseFile(filename, volume.sourceText(filename));
      return;
    }
    if (StringPrototypeEndsWith(filename, '.mjs')) refuseEsModule(filename);
    const require = makeRequire(module);
    module.require = require;
    const run = volume.compileSource(filename);
    ReflectApply(run, module.exports, [
      module.exports,
      require,
      module,
      filename,
      module.path,
    ]);
  }

  // The exports of the file, which runs if it has not yet.
  function load(path, parent) {
    const known = cache[path];
    if (known !== undefined) return known.exports;
    const module = new Module(path, dirname(path), parent);
    if (parent !== null) parent.children[parent.children.length] = module;
    cache[path] = module;
    let isDone = false;
    try {
      evaluate(module);
      isDone = true;
    } finally {
      if (!isDone) delete cache[path];
    }
    module.loaded = true;
    return module.exports;
  }

  function makeRequire(parent) {
    const require = (id) => {
      checkId(id);
      const found = lookUp(id);
      if (found !== undefined) return found;
      const file = findFile(id, parent.path);
      if (file === undefined) throw notFound(id, parent);
      return load(file, parent);
    };
    require.resolve = (id) => {
      checkId(id);
      if (lookUp(id) !== undefined) return id;
      const file = findFile(id, parent.path);
      if (file === undefined) throw notFound(id, parent);
      return file;
    };
    require.main = main;
    require.cache = cache;
    return require;
  }

  return {
    makeMain(filename) {
      // It is in the root.
      const module = new Module(filename, '/', null);
      main = module;
      cache = { __proto__: null, [filename]: module };
      const require = makeRequire(module);
      module.require = require;
      return { module, require };
    },
    createRequire(location) {
      const path = pathOf(location);
      return makeRequire(new Module(path, dirname(path), null));
    },
    mainModule: () => main,
    // For whoever imports the file.
    load: (path) => load(path, null),
  };
}
