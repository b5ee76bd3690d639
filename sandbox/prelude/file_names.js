// Which names stand for files: those of the standard streams, and the root.

import { Buffer } from './buffer.js';
import { viewBytes } from './encoding.js';
import { invalidArgType, nodeError, systemError } from './errors.js';
import { inspect } from './inspect.js';
import { path as paths } from './path.js';
import {
  ArrayBufferIsView,
  StringPrototypeIncludes,
  StringPrototypeLastIndexOf,
  StringPrototypeSlice,
} from './primordials.js';

const { resolve } = paths;

const DESCRIPTORS = {
  __proto__: null,
  '/dev/stdin': 0,
  '/dev/fd/0': 0,
  '/proc/self/fd/0': 0,
  '/dev/stdout': 1,
  '/dev/fd/1': 1,
  '/proc/self/fd/1': 1,
  '/dev/stderr': 2,
  '/dev/fd/2': 2,
  '/proc/self/fd/2': 2,
};
export const DIRECTORIES = {
  __proto__: null,
  '/': true,
  '.': true,
  './': true,
};

const isDescriptor = (value) => typeof value === 'number';

export function invalidValue(name, problem, value) {
  return nodeError(
    TypeError,
    'ERR_INVALID_ARG_VALUE',
    `The argument '${name}' ${problem}. Received ${inspect(value)}`,
  );
}

export function pathText(path) {
  if (typeof path === 'string') {
    if (!StringPrototypeIncludes(path, '\0')) return path;
    const problem = 'must be a string, Uint8Array, or URL without null bytes';
    throw invalidValue('path', problem, path);
  }
  if (ArrayBufferIsView(path)) return Buffer.from(viewBytes(path)).toString();
  if (typeof path === 'object' && typeof path?.href === 'string')
    return path.pathname;
  throw invalidArgType(
    'path',
    'of type string or an instance of Buffer or URL',
    path,
  );
}

// One site's own way to say it is './dev/stdin', which is right where the
// working directory is the root, as it is here.
export const descriptorNamed = (path) =>
  DESCRIPTORS[path] ?? DESCRIPTORS[resolve('/', path)];

// There is the root, and nothing in it.
function isInDirectory(path) {
  const slash = StringPrototypeLastIndexOf(path, '/');
  const folder = slash <= 0 ? '/' : StringPrototypeSlice(path, 0, slash);
  return DIRECTORIES[folder] === true;
}

// What a path or descriptor stands for; anything but a standard stream throws.
export function descriptorOf(file, syscall, code = 'ENOENT') {
  if (isDescriptor(file)) {
    if (file === 0 || file === 1 || file === 2) return file;
    throw systemError('EBADF', syscall === 'open' ? 'read' : syscall);
  }
  const path = pathText(file);
  const fd = descriptorNamed(path);
  if (fd !== undefined) return fd;
  throw systemError(isInDirectory(path) ? code : 'ENOENT', syscall, path);
}
