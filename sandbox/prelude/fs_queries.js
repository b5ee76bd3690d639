// What fs tells about files.

import { systemError } from './errors.js';
import {
  descriptorNamed,
  locate,
  pathText,
  streamOf,
} from './file_names.js';
import { volumeOf } from './files.js';

const WRITABLE = 0o200;
const MAY_WRITE = 2;

// `size` is -1 for what is no file.
function makeStats(isDirectory, size, mode) {
  const zero = new Date(0);
  return {
    dev: 0,
    mode,
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
    isFile: () => !isDirectory && size >= 0,
    isSymbolicLink: () => false,
    isSocket: () => false,
    isCharacterDevice: () => false,
    isBlockDevice: () => false,
  };
}

// Of the host's [whether it is a directory, its size, whether it is writable].
const statsOf = ([isDirectory, size, isWritable]) =>
  makeStats(
    isDirectory,
    size,
    (isDirectory ? 0o40555 : 0o100444) | (isWritable ? WRITABLE : 0),
  );

class Dirent {
  #isDirectory;
  constructor(name, path, isDirectory) {
    this.name = name;
    this.parentPath = path;
    this.path = path;
    this.#isDirectory = isDirectory;
  }
  isDirectory() {
    return this.#isDirectory;
  }
  isFile() {
    return !this.#isDirectory;
  }
  isSymbolicLink() {
    return false;
  }
  isFIFO() {
    return false;
  }
  isSocket() {
    return false;
  }
  isCharacterDevice() {
    return false;
  }
  isBlockDevice() {
    return false;
  }
}

export function makeQueries(host, files) {
  const volume = volumeOf(host);

  function statsOfStream(fd) {
    const size = fd === 0 ? host.inputSize() : -1;
    return makeStats(false, size, size < 0 ? 0o10600 : 0o100600);
  }

  const stat = (syscall) => (path, options) => {
    const stream = descriptorNamed(pathText(path));
    if (stream !== undefined) return statsOfStream(stream);
    if (
      options?.throwIfNoEntry === false &&
      typeof volume.stat(locate(path, syscall)) === 'number'
    ) {
      return undefined;
    }
    return statsOf(files.stat(path, syscall));
  };

  function exists(path) {
    try {
      return (
        descriptorNamed(pathText(path)) !== undefined ||
        typeof volume.stat(locate(path, 'access')) !== 'number'
      );
    } catch {
      return false;
    }
  }

  function list(path, directory, options, found) {
    const names = files.list(path);
    for (let i = 0; i < names.length; i++) {
      const whole = `${path}/${names[i]}`;
      const isDirectory = volume.stat(locate(whole, 'scandir'))[0];
      found[found.length] =
        options?.withFileTypes === true
          ? new Dirent(names[i], path, isDirectory)
          : directory + names[i];
      if (isDirectory && options?.recursive === true)
        list(whole, `${directory}${names[i]}/`, options, found);
    }
    return found;
  }

  return {
    Dirent,
    existsSync: exists,
    statSync: stat('stat'),
    lstatSync: stat('lstat'),
    fstatSync(fd) {
      const stream = streamOf(fd);
      if (stream !== undefined) return statsOfStream(stream);
      return statsOf(files.statOpen(fd, 'fstat'));
    },
    realpathSync(path) {
      if (descriptorNamed(pathText(path)) !== undefined) return path;
      files.stat(path, 'lstat');
      return locate(path, 'lstat');
    },
    accessSync(path, mode = 0) {
      if (descriptorNamed(pathText(path)) !== undefined) return;
      const isWritable = files.stat(path, 'access')[2];
      if ((mode & MAY_WRITE) !== 0 && !isWritable)
        throw systemError('EACCES', 'access', path);
    },
    readdirSync: (path, options) => list(pathText(path), '', options, []),
  };
}
