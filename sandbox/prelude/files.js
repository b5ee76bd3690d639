// The files of a program, as the host's volume keeps them: what fs does with
// everything that is no standard stream.

import { invalidArgType, systemError, systemErrorCode } from './errors.js';
import { invalidValue, locate } from './file_names.js';
import {
  StringPrototypeIncludes,
  bytesBetween,
} from './primordials.js';

export const OPEN = {
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 64,
  O_EXCL: 128,
  O_TRUNC: 512,
  O_APPEND: 1024,
};
const FLAGS = /^(?:rs?|sr|[wa]x?|x[wa]|as|sa)\+?$/;

// What a host without files says.
const NO_FILES = {
  open: () => -2,
  stat: () => -2,
  list: () => -2,
  statOpen: () => -9,
  isSource: () => false,
};

// The numbers for 'r', 'wx+' and the like.
export function openFlags(flags) {
  if (flags === undefined || flags === null) return OPEN.O_RDONLY;
  if (typeof flags === 'number') return flags;
  if (!FLAGS.test(flags)) throw invalidValue('flags', 'is invalid', flags);
  const has = (letter) => StringPrototypeIncludes(flags, letter);
  let result = has('+') ? OPEN.O_RDWR : has('r') ? 0 : OPEN.O_WRONLY;
  if (has('w')) result |= OPEN.O_CREAT | OPEN.O_TRUNC;
  if (has('a')) result |= OPEN.O_CREAT | OPEN.O_APPEND;
  if (has('x')) result |= OPEN.O_EXCL;
  return result;
}

// What the host takes for "where the last one stopped".
const HERE = -1;
const positionOf = (position) =>
  position === undefined || position === null ? HERE : Number(position);

export function volumeOf(host) {
  return host.volume ?? NO_FILES;
}

// Throws what a negative result means.
export function checked(result, syscall, path, destination) {
  if (typeof result !== 'number' || result >= 0) return result;
  throw systemError(systemErrorCode(result), syscall, path, destination);
}

export function makeFiles(host) {
  const volume = volumeOf(host);

  function stat(path, syscall) {
    const found = volume.stat(locate(path, syscall));
    return checked(found, syscall, path);
  }
  function statOpen(fd, syscall) {
    if (typeof fd !== 'number')
      throw invalidArgType('fd', 'of type number', fd);
    return checked(volume.statOpen(fd), syscall);
  }

  function open(path, flags, syscall = 'open') {
    const name = locate(path, syscall);
    return checked(volume.open(name, openFlags(flags)), syscall, path);
  }

  function close(fd) {
    statOpen(fd, 'close');
    volume.close(fd);
  }

  function read(fd, view, position) {
    statOpen(fd, 'read');
    return checked(volume.read(fd, view, positionOf(position)), 'read');
  }

  function write(fd, bytes, position) {
    statOpen(fd, 'write');
    return checked(volume.write(fd, bytes, positionOf(position)), 'write');
  }

  // From where the descriptor is to the end.
  function readRest(fd) {
    const size = statOpen(fd, 'read')[1];
    const bytes = new Uint8Array(size);
    let done = 0;
    for (;;) {
      const count = read(fd, bytesBetween(bytes, done, size), HERE);
      done += count;
      if (count === 0) break;
    }
    return done === size ? bytes : bytesBetween(bytes, 0, done);
  }

  // Has `use` do what it does with the descriptor of an open file.
  function withOpen(file, flags, use) {
    if (typeof file === 'number') return use(file);
    const fd = open(file, flags);
    try {
      return use(fd);
    } finally {
      volume.close(fd);
    }
  }

  return {
    stat,
    statOpen,
    open,
    close,
    read,
    write,
    withOpen,
    readAll: (file, flags) => withOpen(file, flags ?? 'r', readRest),
    writeAll: (file, bytes, flags) =>
      withOpen(file, flags, (fd) => write(fd, bytes)),
    // At most `most` bytes in a chunk of their own.
    readChunk(fd, most, position) {
      const bytes = new Uint8Array(most);
      return bytesBetween(bytes, 0, read(fd, bytes, position));
    },
    truncate(fd, size = 0) {
      statOpen(fd, 'ftruncate');
      checked(volume.truncate(fd, size), 'ftruncate');
    },
    list: (path) => checked(volume.list(locate(path, 'scandir')), 'scandir', path),
  };
}
