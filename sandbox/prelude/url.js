// URL and URLSearchParams, on the parser of whatwg-url, and the url module.

import legacy from 'url/url.js';
import core from 'whatwg-url/lib/URL-impl.js';
import params from 'whatwg-url/lib/URLSearchParams-impl.js';
import { toASCII, toUnicode } from './domain_names.js';
import { invalidArgType, nodeError } from './errors.js';
import { inspect } from './inspect.js';
import { ArrayPrototypeJoin, ObjectDefineProperties } from './primordials.js';

const ENUMERABLE = { __proto__: null, enumerable: true };
const ITERATOR = Symbol.iterator;

function missing(...names) {
  const quoted = names.map((name) => `"${name}"`).join(' and ');
  return nodeError(
    TypeError,
    'ERR_MISSING_ARGS',
    `The ${quoted} argument${names.length > 1 ? 's' : ''} must be specified`,
  );
}

function notTuple() {
  return nodeError(
    TypeError,
    'ERR_INVALID_TUPLE',
    'Each query pair must be an iterable [name, value] tuple',
  );
}

const wellFormed = (value) => `${value}`.toWellFormed();

function pairsOf(init) {
  const pairs = [];
  for (const pair of init) {
    if (pair === null || typeof pair?.[ITERATOR] !== 'function')
      throw notTuple();
    const items = [...pair];
    if (items.length !== 2) throw notTuple();
    pairs.push([wellFormed(items[0]), wellFormed(items[1])]);
  }
  return pairs;
}

// What the package's constructor takes.
function initOf(init) {
  if (init === undefined || init === null) return '';
  if (typeof init !== 'object' && typeof init !== 'function')
    return wellFormed(init);
  const iterate = init[ITERATOR];
  if (typeof iterate === 'function') return pairsOf(init);
  if (iterate !== undefined && iterate !== null) {
    throw nodeError(
      TypeError,
      'ERR_ARG_NOT_ITERABLE',
      'Query pairs must be iterable',
    );
  }
  const record = { __proto__: null };
  for (const key of Reflect.ownKeys(init)) {
    if (typeof key === 'symbol')
      throw new TypeError('Cannot convert a Symbol value to a string');
    if (Object.prototype.propertyIsEnumerable.call(init, key))
      record[wellFormed(key)] = wellFormed(init[key]);
  }
  return record;
}

const IteratorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf([][ITERATOR]()),
);

class URLSearchParamsIterator {
  #list;
  #pick;
  #index = 0;
  constructor(list, pick) {
    this.#list = list;
    this.#pick = pick;
  }
  next() {
    const pair = this.#list()[this.#index];
    if (pair === undefined) return { value: undefined, done: true };
    this.#index++;
    return { value: this.#pick(pair), done: false };
  }
  [inspect.custom](depth, options) {
    const rest = this.#list().slice(this.#index).map(this.#pick);
    const items = rest.map((item) => inspect(item, options));
    return `URLSearchParams Iterator { ${ArrayPrototypeJoin(items, ', ')} }`;
  }
}
delete URLSearchParamsIterator.prototype.constructor;
Object.setPrototypeOf(URLSearchParamsIterator.prototype, IteratorPrototype);
Object.defineProperty(URLSearchParamsIterator.prototype, Symbol.toStringTag, {
  value: 'URLSearchParams Iterator',
  configurable: true,
});

let wrapParams;

export class URLSearchParams {
  #impl;

  constructor(init = undefined) {
    this.#impl = new params.implementation(null, [initOf(init)], {});
  }

  static {
    wrapParams = (impl) => {
      const result = new URLSearchParams();
      result.#impl = impl;
      return result;
    };
  }

  get size() {
    return this.#impl.size;
  }

  append(...args) {
    if (args.length < 2) throw missing('name', 'value');
    this.#impl.append(wellFormed(args[0]), wellFormed(args[1]));
  }
  delete(...args) {
    if (args.length < 1) throw missing('name');
    this.#impl.delete(...args.slice(0, 2).map(wellFormed));
  }
  get(...args) {
    if (args.length < 1) throw missing('name');
    return this.#impl.get(wellFormed(args[0]));
  }
  getAll(...args) {
    if (args.length < 1) throw missing('name');
    return this.#impl.getAll(wellFormed(args[0]));
  }
  has(...args) {
    if (args.length < 1) throw missing('name');
    return this.#impl.has(...args.slice(0, 2).map(wellFormed));
  }
  set(...args) {
    if (args.length < 2) throw missing('name', 'value');
    this.#impl.set(wellFormed(args[0]), wellFormed(args[1]));
  }
  sort() {
    this.#impl.sort();
  }

  #iterate(pick) {
    return new URLSearchParamsIterator(() => this.#impl._list, pick);
  }
  entries() {
    return this.#iterate(([name, value]) => [name, value]);
  }
  keys() {
    return this.#iterate(([name]) => name);
  }
  values() {
    return this.#iterate(([, value]) => value);
  }
  forEach(callback, thisArg = undefined) {
    if (typeof callback !== 'function')
      throw invalidArgType('callback', 'of type function', callback);
    for (const [name, value] of this) callback.call(thisArg, value, name, this);
  }
  toString() {
    return this.#impl.toString();
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return '[Object]';
    const items = this.#impl._list.map(
      ([name, value]) =>
        `${inspect(name, options)} => ${inspect(value, options)}`,
    );
    if (items.length === 0) return 'URLSearchParams {}';
    const length = items.reduce((sum, item) => sum + item.length + 2, -2);
    return length > options.breakLength
      ? `URLSearchParams {\n  ${items.join(',\n  ')} }`
      : `URLSearchParams { ${items.join(', ')} }`;
  }
}

function define(Class, name, members) {
  const properties = {};
  for (const member of members) properties[member] = ENUMERABLE;
  ObjectDefineProperties(Class.prototype, {
    ...properties,
    [Symbol.toStringTag]: {
      __proto__: null,
      value: name,
      configurable: true,
    },
  });
}

Object.defineProperty(URLSearchParams.prototype, ITERATOR, {
  value: URLSearchParams.prototype.entries,
  writable: true,
  configurable: true,
});
define(URLSearchParams, 'URLSearchParams', [
  'append',
  'delete',
  'get',
  'getAll',
  'has',
  'set',
  'size',
  'sort',
  'entries',
  'forEach',
  'keys',
  'values',
  'toString',
]);

function invalidURL(input, base) {
  const error = nodeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
  error.input = input;
  if (base !== undefined) error.base = base;
  return error;
}

function parse(input, base) {
  try {
    const args = base === undefined ? [input] : [input, base];
    return new core.implementation(null, args);
  } catch {
    throw invalidURL(input, base);
  }
}

const COMPONENTS = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'searchParams',
  'hash',
];

let implOf;

export class URL {
  #impl;
  #searchParams = null;

  constructor(...args) {
    if (args.length === 0) throw missing('url');
    const base = args[1] === undefined ? undefined : wellFormed(args[1]);
    this.#impl = parse(wellFormed(args[0]), base);
  }

  static {
    implOf = (url) => url.#impl;
  }

  static canParse(...args) {
    if (args.length === 0) throw missing('url');
    try {
      return Boolean(new URL(...args));
    } catch {
      return false;
    }
  }

  get searchParams() {
    this.#searchParams ??= wrapParams(this.#impl._query);
    return this.#searchParams;
  }
  toString() {
    return this.#impl.href;
  }
  toJSON() {
    return this.#impl.href;
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return this;
    const name = this.constructor?.name ?? 'URL';
    const shown = {};
    for (const component of COMPONENTS) shown[component] = this[component];
    return `${name} ${inspect(shown, options)}`;
  }
}

for (const name of COMPONENTS) {
  if (name === 'searchParams') continue;
  const accessors = {
    get [name]() {
      return implOf(this)[name];
    },
    set [name](value) {
      const text = wellFormed(value);
      try {
        implOf(this)[name] = text;
      } catch {
        throw invalidURL(text);
      }
    },
  };
  const { get, set } = Object.getOwnPropertyDescriptor(accessors, name);
  Object.defineProperty(URL.prototype, name, {
    get,
    set: name === 'origin' ? undefined : set,
    configurable: true,
  });
}
define(URL, 'URL', [...COMPONENTS, 'toString', 'toJSON']);

function format(value, options) {
  if (!(value instanceof URL)) return legacy.format(value);
  const {
    fragment = true,
    unicode = false,
    search = true,
    auth = true,
  } = options ?? {};
  const copy = new URL(value.href);
  if (!fragment) copy.hash = '';
  if (!search) copy.search = '';
  if (!auth) copy.username = copy.password = '';
  if (!unicode) return copy.href;
  return copy.href.replace(copy.hostname, toUnicode(copy.hostname).domain);
}

function fileURLToPath(value) {
  const url = typeof value === 'string' ? new URL(value) : value;
  if (!(url instanceof URL))
    throw invalidArgType('path', 'of type string or an instance of URL', value);
  if (url.protocol !== 'file:') {
    throw nodeError(
      TypeError,
      'ERR_INVALID_URL_SCHEME',
      'The URL must be of scheme file',
    );
  }
  return decodeURIComponent(url.pathname);
}

function pathToFileURL(path) {
  const url = new URL('file:///');
  url.pathname = path.replace(/%/g, '%25').replace(/\\/g, '%5C');
  return url;
}

function urlToHttpOptions({
  protocol,
  hostname,
  hash,
  search,
  pathname,
  href,
  port,
  username,
  password,
}) {
  const options = {
    __proto__: null,
    protocol,
    hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    hash,
    search,
    pathname,
    path: `${pathname || ''}${search || ''}`,
    href,
  };
  if (port !== '') options.port = Number(port);
  if (username || password) {
    options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  }
  return options;
}

export const url = {
  Url: legacy.Url,
  parse: legacy.parse,
  resolve: legacy.resolve,
  resolveObject: legacy.resolveObject,
  format,
  URL,
  URLSearchParams,
  domainToASCII: (domain) => toASCII(`${domain}`) ?? '',
  domainToUnicode: (domain) => toUnicode(`${domain}`).domain,
  pathToFileURL,
  fileURLToPath,
  urlToHttpOptions,
};
