// What fs tells about files, and what it refuses to do to them.

import { systemError } from './errors.js';
import {
  DIRECTORIES,
  descriptorNamed,
  descriptorOf,
  pathText,
} from './file_names.js';
import { ObjectKeys } from './primordials.js';

// What changes files, of which there are none to change.
const FORBIDDEN = {
  __proto__: null,
  chmodSync: 'chmod',
  copyFileSync: 'copyfile',
  mkdirSync: 'mkdir',
  renameSync: 'rename',
  rmSync: 'rm',
  rmdirSync: 'rmdir',
  symlinkSync: 'symlink',
  truncateSync: 'open',
  unlinkSync: 'unlink',
  utimesSync: 'utime',
};

export function makeForbidden() {
  const result = {};
  for (const name of ObjectKeys(FORBIDDEN)) {
    result[name] = (path) => {
      throw systemError('EACCES', FORBIDDEN[name], pathText(path));
    };
  }
  return result;
}

// `size` is -1 for what is no file.
function makeStats(isDirectory, size = -1) {
  const zero = new Date(0);
  return {
    dev: 0,
    mode: isDirectory ? 0o40555 : size < 0 ? 0o10600 : 0o100600,
    nlink: 1,
    uid: 0,
    gid: 0,
    rdev: 0,
    blksize: 4096,
    ino: 0,
    size: Math.max(size, 0),
    blocks: Math.ceil(Math.max(size, 0) / 512),
    atimeMs: 0,
    mtimeMs: 0,
    ctimeMs: 0,
    birthtimeMs: 0,
    atime: zero,
    mtime: zero,
    ctime: zero,
    birthtime: zero,
    isDirectory: () => isDirectory,
    isFIFO: () => !isDirectory && size < 0,
    isFile: () => size >= 0,
    isSymbolicLink: () => false,
    isSocket: () => false,
    isCharacterDevice: () => false,
    isBlockDevice: () => false,
  };
}

export function makeQueries(host) {
  const statsOf = (fd) => makeStats(false, fd === 0 ? host.inputSize() : -1);
  const stat = (syscall) => (path, options) => {
    if (DIRECTORIES[path]) return makeStats(true);
    const isMissing = descriptorNamed(path) === undefined;
    if (options?.throwIfNoEntry === false && isMissing) return undefined;
    return statsOf(descriptorOf(pathText(path), syscall));
  };
  return {
    existsSync: (path) =>
      typeof path === 'string' &&
      (descriptorNamed(path) !== undefined || DIRECTORIES[path] === true),
    statSync: stat('stat'),
    lstatSync: stat('lstat'),
    fstatSync: (fd) => statsOf(descriptorOf(fd, 'fstat')),
    realpathSync(path) {
      if (DIRECTORIES[path]) return '/';
      descriptorOf(pathText(path), 'lstat');
      return path;
    },
    accessSync(path) {
      if (!DIRECTORIES[path]) descriptorOf(pathText(path), 'access');
    },
    readdirSync(path) {
      if (DIRECTORIES[path]) return [];
      throw systemError('ENOENT', 'scandir', pathText(path));
    },
  };
}
