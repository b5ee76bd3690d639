// process.stdin, stdout and stderr, and fs's streams over the same descriptors.

import { Buffer, adopt } from './buffer.js';
import { viewBytes } from './encoding.js';
import {
  ArrayBufferIsView,
  FunctionPrototypeSymbolHasInstance,
  ObjectDefineProperty,
  ReflectApply,
  TypedArrayPrototypeGetByteLength,
} from './primordials.js';
import { ReadableBase, WritableBase } from './stream.js';

const CHUNK = 65536;
const isUint8Array = (value) =>
  FunctionPrototypeSymbolHasInstance(Uint8Array, value);

function closeWith(stream, callback) {
  if (typeof callback === 'function') {
    if (stream.closed) callback();
    else stream.on('close', callback);
  }
  stream.destroy();
}

// Readable's handling of what the loop reads when it may block for it.
class Input extends ReadableBase {
  #read;
  #wanted = false;
  #referenced = true;
  #left;
  #enqueueJob;

  constructor({ host, loop }, options, read = host.readBytes) {
    super(options);
    const { start = 0, end = Infinity } = options;
    this.#read = read;
    this.#left = end + 1 - start;
    this.#enqueueJob = loop.enqueueJob;
    this.bytesRead = 0;
    loop.addInput({
      wantsInput: () => this.#wanted && this.#referenced && !this.destroyed,
      readInput: () => this.#readInput(),
    });
  }

  // Files need not be waited for.
  _read() {
    if (this.fd > 2) this.#enqueueJob(() => this.#readInput());
    else this.#wanted = true;
  }


  #readInput() {
    this.#wanted = false;
    if (this.destroyed) return;
    const most = Math.min(this.readableHighWaterMark, CHUNK, this.#left);
    let bytes;
    try {
      bytes = most > 0 ? this.#read(most) : new Uint8Array(0);
    } catch (error) {
      this.destroy(error);
      return;
    }
    const length = TypedArrayPrototypeGetByteLength(bytes);
    this.bytesRead += length;
    this.#left -= length;
    this.push(length === 0 ? null : adopt(bytes));
  }

  close(callback) {
    closeWith(this, callback);
  }
  ref() {
    this.#referenced = true;
    return this;
  }
  unref() {
    this.#referenced = false;
    return this;
  }
}

// process.stdin's, named like Node's, which stack traces show: the bundler
// renames no class of an inner scope.
function makeStandardInputClass() {
  class ReadStream extends Input {
    #enqueueJob;

    constructor(services) {
      super(services, { highWaterMark: CHUNK });
      this.#enqueueJob = services.loop.enqueueJob;
      this.fd = 0;
      this.path = null;
      this.flags = 'r';
    }

    // Closing takes a turn of the loop, as for a pipe of Node's.
    _destroy(error, callback) {
      this.#enqueueJob(() => callback(error));
    }
  }
  return ReadStream;
}
export const StandardInput = makeStandardInputClass();

function putTo(write, fd, chunk, encoding) {
  if (typeof chunk === 'string') {
    const plain =
      typeof encoding !== 'string' ||
      encoding === 'utf8' ||
      encoding === 'utf-8';
    write(fd, plain ? chunk : Buffer.from(chunk, encoding));
  } else if (ArrayBufferIsView(chunk)) {
    write(fd, isUint8Array(chunk) ? chunk : viewBytes(chunk));
  }
}

// Nothing waits in the stream and it takes more.
function isIdle({ _writableState: state }) {
  return (
    state.length === 0 &&
    state.corked === 0 &&
    state.ending === false &&
    state.destroyed === false
  );
}

// process.stdout and stderr: writing is synchronous, and what a program is told
// through callbacks and events comes in the next tick.
export class StandardOutput extends WritableBase {
  #write;

  static {
    ObjectDefineProperty(this, 'name', {
      __proto__: null,
      value: 'SyncWriteStream',
    });
  }

  constructor({ host }, fd) {
    super({ decodeStrings: false, autoDestroy: true });
    this.#write = host.write;
    this.fd = fd;
    this._type = 'fs';
    this._isStdio = true;
    ObjectDefineProperty(this, '_handle', {
      __proto__: null,
      value: { setBlocking: () => 0 },
      configurable: true,
      writable: true,
    });
  }

  // Texts whose end nobody wants to know of need no bookkeeping.
  write(chunk, encoding, callback) {
    if (
      typeof chunk === 'string' &&
      encoding === undefined &&
      callback === undefined &&
      #write in this &&
      isIdle(this)
    ) {
      this.#write(this.fd, chunk);
      return true;
    }
    return super.write(chunk, encoding, callback);
  }

  _write(chunk, encoding, callback) {
    putTo(this.#write, this.fd, chunk, encoding);
    callback();
  }

  // The descriptor stays open, and so does the stream.
  _destroy(error, callback) {
    callback(error);
    this._undestroy();
  }

  destroySoon(error) {
    return this.destroy(error);
  }
  ref() {
    return this;
  }
  unref() {
    return this;
  }
}

// fs.ReadStream and fs.WriteStream. Opening, and each write, is done in a turn
// of the loop to come. open(path, options) gives a descriptor or throws.
export function makeFileStreams(services, open) {
  const { host, loop, files } = services;

  function construct(stream, options, callback) {
    const openNow = () => {
      try {
        stream.fd = open(stream.path, options);
      } catch (error) {
        callback(error);
        return false;
      }
      callback();
      return true;
    };
    if (typeof options.fd === 'number') {
      openNow();
      return;
    }
    loop.enqueueJob(() => {
      if (!openNow()) return;
      stream.emit('open', stream.fd);
      stream.emit('ready');
    });
  }

  // The standard streams stay open.
  function forget(stream, error, callback) {
    const { fd } = stream;
    stream.fd = null;
    if (fd > 2 && stream.autoClose) files.close(fd);
    callback(error);
  }

  class ReadStream extends Input {
    #options;
    #position;
    constructor(path, options) {
      const given =
        typeof options === 'string' ? { encoding: options } : options;
      super(services, { highWaterMark: CHUNK, ...given }, (most) =>
        this.#readMost(most),
      );
      this.#options = {
        flags: given?.flags ?? 'r',
        fd: given?.fd,
        isReading: true,
      };
      this.#position = given?.start;
      this.autoClose = given?.autoClose !== false;
      this.path = path;
      this.fd = given?.fd ?? null;
      this.flags = given?.flags ?? 'r';
    }
    get pending() {
      return this.fd === null;
    }
    #readMost(most) {
      if (this.fd <= 2) return host.readBytes(most);
      const bytes = files.readChunk(this.fd, most, this.#position);
      if (this.#position !== undefined)
        this.#position += TypedArrayPrototypeGetByteLength(bytes);
      return bytes;
    }
    _construct(callback) {
      construct(this, this.#options, callback);
    }
    _destroy(error, callback) {
      forget(this, error, callback);
    }
  }

  class WriteStream extends WritableBase {
    #options;
    #position;
    constructor(path, options) {
      const given =
        typeof options === 'string' ? { encoding: options } : options;
      super({ ...given, decodeStrings: false });
      this.#options = {
        flags: given?.flags ?? 'w',
        fd: given?.fd,
        isReading: false,
      };
      this.#position = given?.start;
      this.autoClose = given?.autoClose !== false;
      this.path = path;
      this.fd = given?.fd ?? null;
      this.flags = given?.flags ?? 'w';
      this.bytesWritten = 0;
      if (given?.encoding) this.setDefaultEncoding(given.encoding);
    }
    get pending() {
      return this.fd === null;
    }
    _construct(callback) {
      construct(this, this.#options, callback);
    }
    _destroy(error, callback) {
      forget(this, error, callback);
    }
    _write(chunk, encoding, callback) {
      loop.enqueueJob(() => {
        const bytes =
          typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk;
        const size = TypedArrayPrototypeGetByteLength(bytes);
        try {
          if (this.fd > 2) files.write(this.fd, bytes, this.#position);
          else host.write(this.fd, bytes);
        } catch (error) {
          callback(error);
          return;
        }
        if (this.#position !== undefined) this.#position += size;
        this.bytesWritten += size;
        callback();
      });
    }
    close(callback) {
      if (typeof callback === 'function') {
        if (this.closed) return callback();
        this.on('close', callback);
      }
      this.end();
      return undefined;
    }
  }
  return { ReadStream, WriteStream };
}

// sink(text, isLine): the text, and a line end if isLine, go where a program
// that has replaced `write` wants it.
export function makeTextSink(host, stream) {
  const original = StandardOutput.prototype.write;
  const { fd } = stream;
  return (text, isLine) => {
    const { write } = stream;
    if (write === original && isIdle(stream)) host.write(fd, text, isLine);
    else if (write !== original || stream.writable)
      ReflectApply(write, stream, [isLine ? `${text}\n` : text]);
  };
}
