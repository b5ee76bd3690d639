// Errors that carry Node's codes and messages: programs catch and compare them.

import {
  ArrayPrototypeJoin,
  ObjectDefineProperty,
  StringPrototypeIncludes,
  StringPrototypeSlice,
} from './primordials.js';

// A Node internal error: its stack says `TypeError [CODE]: message`.
export function nodeError(Base, code, message) {
  const error = new Base(message);
  ObjectDefineProperty(error, 'name', {
    __proto__: null,
    value: `${error.name} [${code}]`,
    configurable: true,
    writable: true,
    enumerable: false,
  });
  void error.stack; // Rendered now, with the code in it.
  delete error.name;
  error.code = code;
  return error;
}

function describe(value) {
  if (value === null || value === undefined) return `${value}`;
  switch (typeof value) {
    case 'function':
      return value.name ? `function ${value.name}` : 'function ';
    case 'object':
      return value.constructor?.name
        ? `an instance of ${value.constructor.name}`
        : '[Object: null prototype] {}';
    case 'string':
      return value.length > 28
        ? `type string ('${StringPrototypeSlice(value, 0, 25)}...')`
        : `type string ('${value}')`;
    case 'bigint':
      return `type bigint (${value}n)`;
    default:
      return `type ${typeof value} (${String(value)})`;
  }
}

export function invalidArgType(name, expected, actual) {
  const kind = StringPrototypeIncludes(name, '.') ? 'property' : 'argument';
  const subject = StringPrototypeIncludes(name, ' ')
    ? name
    : `"${name}" ${kind}`;
  return nodeError(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `The ${subject} must be ${expected}. Received ${describe(actual)}`,
  );
}

// As Node does with a number that is long to read: 4_294_967_297.
const withSeparators = (value) =>
  Number.isInteger(value) && Math.abs(value) > 2 ** 32
    ? `${value}`.replace(/\B(?=(\d{3})+$)/g, '_')
    : `${value}`;

export const outOfRange = (name, range, value) =>
  nodeError(
    RangeError,
    'ERR_OUT_OF_RANGE',
    `The value of "${name}" is out of range. It must be ${range}. ` +
      `Received ${withSeparators(value)}`,
  );

// Of access to a buffer at an offset of more than `last`.
export const outsideBuffer = (offset, last) =>
  last < 0
    ? nodeError(
        RangeError,
        'ERR_BUFFER_OUT_OF_BOUNDS',
        'Attempt to access memory outside buffer bounds',
      )
    : outOfRange('offset', `>= 0 and <= ${last}`, offset);

// Of an integer that so many bytes cannot hold.
export function unfitValue(value, min, max, bytes) {
  const bits = bytes * 8;
  const wide =
    min === 0
      ? `>= 0 and < 2 ** ${bits}`
      : `>= -(2 ** ${bits - 1}) and < 2 ** ${bits - 1}`;
  const range = bytes > 4 ? wide : `>= ${min} and <= ${max}`;
  return outOfRange('value', range, value);
}

export function requireFunction(value, name) {
  if (typeof value !== 'function') {
    throw invalidArgType(name, 'of type function', value);
  }
}

// What an operation that a signal aborts fails with.
export function abortedBy(signal) {
  const error = new Error('The operation was aborted', {
    cause: signal?.reason,
  });
  error.code = 'ABORT_ERR';
  error.name = 'AbortError';
  return error;
}

const SYSTEM_ERRORS = {
  __proto__: null,
  EPERM: [-1, 'operation not permitted'],
  ENOENT: [-2, 'no such file or directory'],
  EIO: [-5, 'i/o error'],
  EBADF: [-9, 'bad file descriptor'],
  EACCES: [-13, 'permission denied'],
  EEXIST: [-17, 'file already exists'],
  ENOTDIR: [-20, 'not a directory'],
  EISDIR: [-21, 'illegal operation on a directory'],
  EINVAL: [-22, 'invalid argument'],
  EMFILE: [-24, 'too many open files'],
  EFBIG: [-27, 'file too large'],
  ENOTEMPTY: [-39, 'directory not empty'],
};

// The name of an error number, which is negative.
export function systemErrorCode(errno) {
  for (const code in SYSTEM_ERRORS) {
    if (SYSTEM_ERRORS[code][0] === errno) return code;
  }
  return 'EIO';
}

// An error of a system call, such as
// "ENOENT: no such file or directory, open 'input.txt'".
export function systemError(code, syscall, path, destination) {
  const entry = SYSTEM_ERRORS[code];
  const parts = [`${code}: ${entry[1]}`, syscall];
  const where = path === undefined ? '' : ` '${path}'`;
  const to = destination === undefined ? '' : ` -> '${destination}'`;
  const error = new Error(ArrayPrototypeJoin(parts, ', ') + where + to);
  error.errno = entry[0];
  error.code = code;
  error.syscall = syscall;
  if (path !== undefined) error.path = path;
  if (destination !== undefined) error.dest = destination;
  return error;
}
