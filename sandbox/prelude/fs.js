// The fs module: the standard streams are all the files there are.

import { Buffer, adopt } from './buffer.js';
import { requireEncoding, viewBytes } from './encoding.js';
import { invalidArgType, requireFunction, systemError } from './errors.js';
import {
  ArrayBufferIsView,
  StringPrototypeLastIndexOf,
  StringPrototypeSlice,
  TypedArrayPrototypeGetByteLength,
  TypedArrayPrototypeSet,
  TypedArrayPrototypeSubarray,
} from './primordials.js';
import { makeFileStreams } from './streams.js';

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
const DIRECTORIES = { __proto__: null, '/': true, '.': true, './': true };

const isDescriptor = (value) => typeof value === 'number';

function pathText(path) {
  if (typeof path === 'string') return path;
  if (ArrayBufferIsView(path)) return Buffer.from(viewBytes(path)).toString();
  if (typeof path === 'object' && typeof path?.href === 'string')
    return path.pathname;
  throw invalidArgType(
    'path',
    'of type string or an instance of Buffer or URL',
    path,
  );
}

// There is the root, and nothing in it.
function isInDirectory(path) {
  const slash = StringPrototypeLastIndexOf(path, '/');
  const folder = slash <= 0 ? '/' : StringPrototypeSlice(path, 0, slash);
  return DIRECTORIES[folder] === true;
}

// What a path or descriptor stands for; anything but a standard stream throws.
function descriptorOf(file, syscall, code = 'ENOENT') {
  if (isDescriptor(file)) {
    if (file === 0 || file === 1 || file === 2) return file;
    throw systemError('EBADF', syscall === 'open' ? 'read' : syscall);
  }
  const path = pathText(file);
  const fd = DESCRIPTORS[path];
  if (fd !== undefined) return fd;
  throw systemError(isInDirectory(path) ? code : 'ENOENT', syscall, path);
}

const encodingOf = (options) =>
  typeof options === 'string' ? options : (options?.encoding ?? null);

function readArguments(buffer, offset, length) {
  const size = TypedArrayPrototypeGetByteLength(buffer);
  const options =
    typeof offset === 'object' && offset !== null ? offset : { offset, length };
  const start = options.offset ?? 0;
  const most = options.length ?? size - start;
  if (!(start >= 0 && most >= 0 && start + most <= size)) {
    const error = new RangeError(
      'The value of "length" is out of range. ' +
        `It must be <= ${size - start}. Received ${most}`,
    );
    error.code = 'ERR_OUT_OF_RANGE';
    throw error;
  }
  return { start, most };
}

function makeSync(host) {
  function readFileSync(file, options) {
    const encoding = encodingOf(options);
    const name =
      encoding === null || encoding === 'buffer'
        ? null
        : requireEncoding(encoding);
    if (descriptorOf(file, 'open') !== 0) throw systemError('EBADF', 'read');
    if (name === 'utf8') return host.readText();
    const bytes = adopt(host.readBytes(0));
    return name === null ? bytes : bytes.toString(name);
  }

  function readSync(fd, buffer, offset, length) {
    if (descriptorOf(fd, 'read') !== 0) throw systemError('EBADF', 'read');
    const view = viewBytes(buffer, 'buffer');
    const { start, most } = readArguments(view, offset, length);
    if (most === 0) return 0;
    const bytes = host.readBytes(most);
    TypedArrayPrototypeSet(view, bytes, start);
    return TypedArrayPrototypeGetByteLength(bytes);
  }

  function writeText(fd, text, encoding) {
    const bytes =
      typeof encoding === 'string'
        ? Buffer.from(text, encoding)
        : host.encode(text);
    host.write(fd, bytes);
    return TypedArrayPrototypeGetByteLength(bytes);
  }

  // (fd, string, position, encoding) or (fd, view, offset, length, position).
  function writeSync(fd, data, offset, length) {
    const target = writable(descriptorOf(fd, 'write'));
    if (typeof data === 'string') return writeText(target, data, length);
    const view = viewBytes(data, 'buffer');
    const { start, most } = readArguments(view, offset, length);
    host.write(target, TypedArrayPrototypeSubarray(view, start, start + most));
    return most;
  }

  function writable(fd) {
    if (fd === 0) throw systemError('EBADF', 'write');
    return fd;
  }

  function writeFileSync(file, data, options) {
    const fd = writable(descriptorOf(file, 'open', 'EACCES'));
    const encoding = encodingOf(options);
    if (ArrayBufferIsView(data)) host.write(fd, viewBytes(data));
    else if (typeof data === 'string')
      writeText(fd, data, encoding ?? undefined);
    else {
      throw invalidArgType(
        'data',
        'of type string or an instance of Buffer, ' + 'TypedArray, or DataView',
        data,
      );
    }
  }

  // The standard streams stay open: there is nothing else to use instead.
  function closeSync(fd) {
    const closed = descriptorOf(fd, 'close');
    if (closed !== 0) throw systemError('EPERM', 'close');
  }

  return {
    readFileSync,
    readSync,
    writeSync,
    writeFileSync,
    closeSync,
    appendFileSync: writeFileSync,
    openSync: (path, flags) =>
      descriptorOf(
        pathText(path),
        'open',
        /[wa]/.test(flags) ? 'EACCES' : 'ENOENT',
      ),
    fsyncSync() {},
    fdatasyncSync() {},
  };
}

function makeStats(isDirectory) {
  const zero = new Date(0);
  return {
    dev: 0,
    mode: isDirectory ? 0o40555 : 0o10600,
    nlink: 1,
    uid: 0,
    gid: 0,
    rdev: 0,
    blksize: 4096,
    ino: 0,
    size: 0,
    blocks: 0,
    atimeMs: 0,
    mtimeMs: 0,
    ctimeMs: 0,
    birthtimeMs: 0,
    atime: zero,
    mtime: zero,
    ctime: zero,
    birthtime: zero,
    isDirectory: () => isDirectory,
    isFIFO: () => !isDirectory,
    isFile: () => false,
    isSymbolicLink: () => false,
    isSocket: () => false,
    isCharacterDevice: () => false,
    isBlockDevice: () => false,
  };
}

function makeQueries() {
  const stat = (syscall) => (path, options) => {
    if (DIRECTORIES[path]) return makeStats(true);
    if (options?.throwIfNoEntry === false && DESCRIPTORS[path] === undefined) {
      return undefined;
    }
    descriptorOf(pathText(path), syscall);
    return makeStats(false);
  };
  return {
    existsSync: (path) =>
      typeof path === 'string' &&
      (DESCRIPTORS[path] !== undefined || DIRECTORIES[path] === true),
    statSync: stat('stat'),
    lstatSync: stat('lstat'),
    fstatSync(fd) {
      descriptorOf(fd, 'fstat');
      return makeStats(false);
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

// name(..., callback) of nameSync(...): done and told in the next turn.
function makeAsync(loop, sync) {
  const result = {};
  const promises = {};
  const define = (name, run, extraResult) => {
    result[name] = (...args) => {
      const callback = args.pop();
      requireFunction(callback, 'cb');
      loop.enqueueJob(() => {
        let value;
        try {
          value = run(...args);
        } catch (error) {
          callback(error);
          return;
        }
        callback(null, value, extraResult?.(args));
      });
    };
    promises[name] = (...args) =>
      new Promise((resolve, reject) => {
        loop.enqueueJob(() => {
          try {
            resolve(run(...args));
          } catch (error) {
            reject(error);
          }
        });
      });
  };
  for (const name of [
    'readFile',
    'writeFile',
    'appendFile',
    'open',
    'close',
    'stat',
    'lstat',
    'fstat',
    'access',
    'readdir',
  ]) {
    define(name, sync[`${name}Sync`]);
  }
  define('read', sync.readSync, (args) => args[1]);
  define('write', sync.writeSync, (args) => args[1]);
  for (const name of ['open', 'close', 'read', 'write', 'fstat'])
    delete promises[name];
  return { ...result, promises };
}

// What a stream's path or descriptor stands for; it must fit the direction.
function openStream(path, { fd, flags }) {
  const reading = flags === 'r';
  const found =
    fd ?? descriptorOf(path, 'open', reading ? 'ENOENT' : 'EACCES');
  if ((found === 0) !== reading)
    throw systemError('EBADF', reading ? 'read' : 'write');
  return found;
}

const CONSTANTS = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
};

export function makeFs(services) {
  const { host, loop } = services;
  const sync = { ...makeSync(host), ...makeQueries() };
  const { ReadStream, WriteStream } = makeFileStreams(services, openStream);
  return {
    ...sync,
    ...makeAsync(loop, sync),
    constants: CONSTANTS,
    ReadStream,
    WriteStream,
    createReadStream: (path, options) => new ReadStream(path, options),
    createWriteStream: (path, options) => new WriteStream(path, options),
  };
}
