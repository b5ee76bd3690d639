// The fs module: the standard streams are all the files there are.

import { Buffer, adopt } from './buffer.js';
import { EventEmitter, emit } from './events.js';
import { canonicalEncoding, viewBytes } from './encoding.js';
import {
  invalidArgType,
  outOfRange,
  requireFunction,
  systemError,
} from './errors.js';
import {
  DIRECTORIES,
  descriptorOf,
  invalidValue,
  pathText,
} from './file_names.js';
import { makeForbidden, makeQueries } from './fs_queries.js';
import {
  ArrayBufferIsView,
  StringPrototypeIncludes,
  TypedArrayPrototypeGetByteLength,
  bytesBetween,
} from './primordials.js';
import { makeFileStreams } from './streams.js';

const encodingOf = (options) =>
  typeof options === 'string' ? options : (options?.encoding ?? null);

function readArguments(buffer, offset, length) {
  const size = TypedArrayPrototypeGetByteLength(buffer);
  const options =
    typeof offset === 'object' && offset !== null ? offset : { offset, length };
  const start = options.offset ?? 0;
  const most = options.length ?? size - start;
  if (!(start >= 0 && most >= 0 && start + most <= size)) {
    throw outOfRange('length', `<= ${size - start}`, most);
  }
  return { start, most };
}

function makeReading(host) {
  function readFileSync(file, options) {
    const encoding = encodingOf(options);
    const name =
      encoding === null || encoding === 'buffer'
        ? null
        : canonicalEncoding(encoding);
    if (name === undefined) {
      throw invalidValue('encoding', 'is invalid encoding', encoding);
    }
    if (DIRECTORIES[file]) throw systemError('EISDIR', 'read');
    if (descriptorOf(file, 'open') !== 0) throw systemError('EBADF', 'read');
    if (name === 'utf8' || name === 'latin1')
      return host.readText(name === 'latin1');
    const bytes = adopt(host.readBytes(0));
    return name === null ? bytes : bytes.toString(name);
  }

  function readSync(fd, buffer, offset, length) {
    if (descriptorOf(fd, 'read') !== 0) throw systemError('EBADF', 'read');
    const view = viewBytes(buffer, 'buffer');
    const { start, most } = readArguments(view, offset, length);
    return host.readInto(view, start, start + most);
  }

  return { readFileSync, readSync };
}

function writable(fd) {
  if (fd === 0) throw systemError('EBADF', 'write');
  return fd;
}

function makeWriting(host) {
  function writeText(fd, text, encoding) {
    return host.write(
      fd,
      typeof encoding === 'string' ? Buffer.from(text, encoding) : text,
    );
  }

  // (fd, string, position, encoding) or (fd, view, offset, length, position).
  function writeSync(fd, data, offset, length) {
    const target = writable(descriptorOf(fd, 'write'));
    if (typeof data === 'string') return writeText(target, data, length);
    const view = viewBytes(data, 'buffer');
    const { start, most } = readArguments(view, offset, length);
    host.write(target, bytesBetween(view, start, start + most));
    return most;
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

  return { writeSync, writeFileSync, appendFileSync: writeFileSync };
}

const FLAGS = /^(?:rs?|sr|[wa]x?|x[wa]|as|sa)\+?$/;

// Whether opening a file with these flags would create it.
function writes(flags) {
  if (flags === undefined || flags === null) return false;
  if (typeof flags === 'number') return (flags & CONSTANTS.O_CREAT) !== 0;
  if (!FLAGS.test(flags)) throw invalidValue('flags', 'is invalid', flags);
  return (
    StringPrototypeIncludes(flags, 'w') || StringPrototypeIncludes(flags, 'a')
  );
}

function makeSync(host) {
  // The standard streams stay open: there is nothing else to use instead.
  function closeSync(fd) {
    const closed = descriptorOf(fd, 'close');
    if (closed !== 0) throw systemError('EPERM', 'close');
  }

  return {
    ...makeReading(host),
    ...makeWriting(host),
    closeSync,
    openSync(path, flags) {
      const code = writes(flags) ? 'EACCES' : 'ENOENT';
      return descriptorOf(pathText(path), 'open', code);
    },
    fsyncSync() {},
    fdatasyncSync() {},
  };
}

// Several buffers by one call.
function makeVectors({ readSync, writeSync }) {
  return {
    readvSync(fd, buffers) {
      let total = 0;
      for (const buffer of buffers) {
        const size = TypedArrayPrototypeGetByteLength(viewBytes(buffer));
        const count = readSync(fd, buffer, 0, size);
        total += count;
        if (count < size) break;
      }
      return total;
    },
    writevSync(fd, buffers) {
      let total = 0;
      for (const buffer of buffers) total += writeSync(fd, buffer);
      return total;
    },
  };
}

const CONSTANTS = {
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 64,
  O_EXCL: 128,
  O_TRUNC: 512,
  O_APPEND: 1024,
  O_NONBLOCK: 2048,
  O_SYNC: 1052672,
};

const WITH_PROMISES = [
  'access',
  'appendFile',
  'chmod',
  'copyFile',
  'lstat',
  'mkdir',
  'readFile',
  'readdir',
  'realpath',
  'rename',
  'rm',
  'rmdir',
  'stat',
  'symlink',
  'truncate',
  'unlink',
  'utimes',
  'writeFile',
];
const WITH_CALLBACKS = ['close', 'fdatasync', 'fstat', 'fsync', 'open'];

// name(..., callback): done and told in the next turn.
const withCallback =
  (loop, run, extraResult) =>
  (...args) => {
    const last = args.pop();
    const callback = typeof last === 'function' ? last : undefined;
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

const withPromise =
  (loop, run) =>
  (...args) =>
    new Promise((resolve, reject) => {
      loop.enqueueJob(() => {
        try {
          resolve(run(...args));
        } catch (error) {
          reject(error);
        }
      });
    });

// What fs.promises.open gives.
function makeFileHandle(loop, sync, streams) {
  const later = (run) => withPromise(loop, run);
  return class FileHandle extends EventEmitter {
    #fd;
    constructor(fd) {
      super();
      this.#fd = fd;
    }
    get fd() {
      return this.#fd;
    }
    read(buffer = Buffer.alloc(16384), ...rest) {
      return later(() => ({
        bytesRead: sync.readSync(this.#fd, buffer, ...rest),
        buffer,
      }))();
    }
    write(buffer, ...rest) {
      return later(() => ({
        bytesWritten: sync.writeSync(this.#fd, buffer, ...rest),
        buffer,
      }))();
    }
    readFile(options) {
      return later(() => sync.readFileSync(this.#fd, options))();
    }
    writeFile(data, options) {
      return later(() => sync.writeFileSync(this.#fd, data, options))();
    }
    appendFile(data, options) {
      return this.writeFile(data, options);
    }
    stat() {
      return later(() => sync.fstatSync(this.#fd))();
    }
    createReadStream(options) {
      return streams.read(null, { ...options, fd: this.#fd });
    }
    createWriteStream(options) {
      return streams.write(null, { ...options, fd: this.#fd });
    }
    readLines(options) {
      return streams.lines(this.createReadStream(options));
    }
    close() {
      return later(() => {
        this.#fd = -1;
        emit(this, 'close');
      })();
    }
  };
}

function makeAsync(loop, sync, streams) {
  const result = {};
  const promises = {};
  for (const name of WITH_PROMISES) {
    result[name] = withCallback(loop, sync[`${name}Sync`]);
    promises[name] = withPromise(loop, sync[`${name}Sync`]);
  }
  for (const name of WITH_CALLBACKS)
    result[name] = withCallback(loop, sync[`${name}Sync`]);
  for (const name of ['read', 'readv', 'write', 'writev'])
    result[name] = withCallback(loop, sync[`${name}Sync`], (args) => args[1]);
  result.exists = (path, callback) => {
    requireFunction(callback, 'cb');
    loop.enqueueJob(() => callback(sync.existsSync(path)));
  };
  const FileHandle = makeFileHandle(loop, sync, streams);
  const open = withPromise(loop, sync.openSync);
  promises.open = async (...args) => new FileHandle(await open(...args));
  promises.constants = CONSTANTS;
  return { ...result, promises };
}

// What a stream's path or descriptor stands for; it must fit the direction.
function openStream(path, { fd, flags }) {
  const reading = flags === 'r';
  const found = fd ?? descriptorOf(path, 'open', reading ? 'ENOENT' : 'EACCES');
  if ((found === 0) !== reading)
    throw systemError('EBADF', reading ? 'read' : 'write');
  return found;
}

export function makeFs(services) {
  const { host, loop, createInterface } = services;
  const files = makeSync(host);
  const sync = {
    ...files,
    ...makeVectors(files),
    ...makeForbidden(),
    ...makeQueries(host),
  };
  const { ReadStream, WriteStream } = makeFileStreams(services, openStream);
  const streams = {
    read: (path, options) => new ReadStream(path, options),
    write: (path, options) => new WriteStream(path, options),
    lines: (input) => createInterface({ input }),
  };
  return {
    ...sync,
    ...makeAsync(loop, sync, streams),
    constants: CONSTANTS,
    ...{ F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 },
    ReadStream,
    WriteStream,
    createReadStream: streams.read,
    createWriteStream: streams.write,
  };
}
