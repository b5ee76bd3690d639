// Which names stand for the standard streams, and what others mean.

import { Buffer } from './buffer.js';
import { viewBytes } from './encoding.js';
import { invalidArgType, nodeError, systemError } from './errors.js';
import { inspect } from './inspect.js';
import { path as paths } from './path.js';
import {
  ArrayBufferIsView,
  StringPrototypeIncludes,
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

// The standard stream that a descriptor or path stands for; undefined for all
// that is none.
export function streamOf(file) {
  if (typeof file !== 'number') return descriptorNamed(pathText(file));
  return file === 0 || file === 1 || file === 2 ? file : undefined;
}

// The absolute path of what is no stream. Relative ones begin at the root,
// which is the working directory.
export function locate(path, syscall) {
  const text = pathText(path);
  if (text === '') throw systemError('ENOENT', syscall, text);
  return resolve('/', text);
}
