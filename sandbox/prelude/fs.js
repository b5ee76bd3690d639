// The fs module: the standard streams, and the files that a program was given or
// may write.

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
  descriptorNamed,
  invalidValue,
  pathText,
  streamOf,
} from './file_names.js';
import { OPEN, makeFiles, openFlags } from './files.js';
import { makeChanges } from './fs_changes.js';
import { makeQueries } from './fs_queries.js';
import {
  ArrayBufferIsView,
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

function encodingName(options) {
  const encoding = encodingOf(options);
  if (encoding === null || encoding === 'buffer') return null;
  const name = canonicalEncoding(encoding);
  if (name === undefined)
    throw invalidValue('encoding', 'is invalid encoding', encoding);
  return name;
}

function makeReading(host, files) {
  function decode(bytes, name) {
    const size = TypedArrayPrototypeGetByteLength(bytes);
    if (name === 'utf8') return host.decode(bytes, 0, size);
    if (name === 'latin1') return host.latin1(bytes, 0, size);
    const buffer = adopt(bytes);
    return name === null ? buffer : buffer.toString(name);
  }

  function readFileSync(file, options) {
    const name = encodingName(options);
    const stream = streamOf(file);
    if (stream === undefined)
      return decode(files.readAll(file, options?.flag), name);
    if (stream !== 0) throw systemError('EBADF', 'read');
    if (name === 'utf8' || name === 'latin1')
      return host.readText(name === 'latin1');
    return decode(host.readBytes(0), name);
  }

  function readSync(fd, buffer, offset, length, position) {
    const stream = streamOf(fd);
    if (stream !== undefined && stream !== 0)
      throw systemError('EBADF', 'read');
    const view = viewBytes(buffer, 'buffer');
    const { start, most } = readArguments(view, offset, length);
    if (stream === 0) return host.readInto(view, start, start + most);
    return files.read(
      fd,
      bytesBetween(view, start, start + most),
      position ?? offset?.position,
    );
  }

  return { readFileSync, readSync };
}

function requireData(data) {
  if (typeof data === 'string' || ArrayBufferIsView(data)) return;
  throw invalidArgType(
    'data',
    'of type string or an instance of Buffer, ' + 'TypedArray, or DataView',
    data,
  );
}

function makeWriting(host, files) {
  // To a standard stream.
  function writeText(fd, text, encoding) {
    return host.write(
      fd,
      typeof encoding === 'string' ? Buffer.from(text, encoding) : text,
    );
  }

  // (fd, string, position, encoding) or (fd, view, offset, length, position).
  function writeSync(fd, data, offset, length, position) {
    const stream = streamOf(fd);
    if (stream === 0) throw systemError('EBADF', 'write');
    if (typeof data === 'string') {
      if (stream !== undefined) return writeText(stream, data, length);
      return files.write(fd, Buffer.from(data, length ?? 'utf8'), offset);
    }
    const view = viewBytes(data, 'buffer');
    const { start, most } = readArguments(view, offset, length);
    const bytes = bytesBetween(view, start, start + most);
    if (stream === undefined)
      return files.write(fd, bytes, position ?? offset?.position);
    host.write(stream, bytes);
    return most;
  }

  const writeWith = (flag) => (file, data, options) => {
    const stream = streamOf(file);
    if (stream === 0) throw systemError('EBADF', 'write');
    const encoding = encodingOf(options) ?? undefined;
    requireData(data);
    if (stream === undefined) {
      const bytes =
        typeof data === 'string'
          ? Buffer.from(data, encoding ?? 'utf8')
          : viewBytes(data);
      files.writeAll(file, bytes, options?.flag ?? flag);
    } else if (typeof data === 'string') writeText(stream, data, encoding);
    else host.write(stream, viewBytes(data));
  };

  return {
    writeSync,
    writeFileSync: writeWith('w'),
    appendFileSync: writeWith('a'),
  };
}

function makeSync(host, files) {
  // The standard streams stay open: there is nothing else to use instead.
  function closeSync(fd) {
    const stream = streamOf(fd);
    if (stream === undefined) files.close(fd);
    else if (stream !== 0) throw systemError('EPERM', 'close');
  }

  return {
    ...makeReading(host, files),
    ...makeWriting(host, files),
    closeSync,
    openSync(path, flags) {
      const numbers = openFlags(flags);
      return descriptorNamed(pathText(path)) ?? files.open(path, numbers);
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
  ...OPEN,
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
const WITH_CALLBACKS = [
  'close',
  'fdatasync',
  'fstat',
  'fsync',
  'ftruncate',
  'open',
];

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
    truncate(size) {
      return later(() => sync.ftruncateSync(this.#fd, size))();
    }
    close() {
      return later(() => {
        if (this.#fd > 2) sync.closeSync(this.#fd);
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

// What a stream's path or descriptor stands for; a standard stream must fit the
// direction.
const makeOpenStream =
  (files) =>
  (path, { fd, flags, isReading }) => {
    const stream = streamOf(fd ?? path);
    if (stream === undefined) return fd ?? files.open(path, flags);
    if ((stream === 0) !== isReading)
      throw systemError('EBADF', isReading ? 'read' : 'write');
    return stream;
  };

export function makeFs(services) {
  const { host, loop, createInterface } = services;
  const files = makeFiles(host);
  const basic = makeSync(host, files);
  const sync = {
    ...basic,
    ...makeVectors(basic),
    ...makeChanges(host, files, basic),
    ...makeQueries(host, files),
  };
  const { ReadStream, WriteStream } = makeFileStreams(
    { ...services, files },
    makeOpenStream(files),
  );
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
