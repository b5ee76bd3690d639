// process.stdin, stdout and stderr, and fs's streams over the same descriptors.

import { Buffer, adopt } from './buffer.js';
import { EventEmitter, emit, makeAsyncQueue } from './events.js';
import { invalidArgType, nodeError } from './errors.js';
import {
  ArrayBufferIsView,
  FunctionPrototypeSymbolHasInstance,
  TypedArrayPrototypeGetByteLength,
  TypedArrayPrototypeSubarray,
  StringPrototypeSlice,
  ReflectApply,
} from './primordials.js';
import { viewBytes } from './encoding.js';
import { Queue } from './queue.js';

const CHUNK = 65536;
const isUint8Array = (value) =>
  FunctionPrototypeSymbolHasInstance(Uint8Array, value);

const lengthOf = (chunk) =>
  typeof chunk === 'string'
    ? chunk.length
    : TypedArrayPrototypeGetByteLength(chunk);

const part = (chunk, start, end) =>
  typeof chunk === 'string'
    ? StringPrototypeSlice(chunk, start, end)
    : TypedArrayPrototypeSubarray(chunk, start, end);

function concat(chunks) {
  if (chunks.length === 1) return chunks[0];
  if (typeof chunks[0] !== 'string') return Buffer.concat(chunks);
  let text = '';
  for (let i = 0; i < chunks.length; i++) text += chunks[i];
  return text;
}

// What both directions of stream have; ES5 inheritance keeps the emitter's
// fields where programs look for them.
class Stream extends EventEmitter {
  destroyed = false;
  closed = false;

  constructor(loop, fd, path) {
    super();
    this.fd = fd;
    if (path !== undefined) this.path = path;
    Object.defineProperty(this, '_loop', {
      value: { nextTick: (callback) => loop.nextTick(callback, []) },
    });
  }

  destroy(error) {
    if (this.destroyed) return this;
    this.destroyed = true;
    this._loop.nextTick(() => {
      if (error) emit(this, 'error', error);
      this._close();
    });
    return this;
  }

  close(callback) {
    if (callback) this.once('close', callback);
    return this.destroy();
  }

  _close() {
    if (this.closed) return;
    this.closed = true;
    emit(this, 'close');
  }

  ref() {
    return this;
  }
  unref() {
    return this;
  }
}

// A Readable over the rest of standard input.
export class ReadStream extends Stream {
  #read;
  #newDecoder;
  #decoder = null;
  #encoding = null;
  #chunks = new Queue();
  #length = 0;
  #flowing = null;
  #wanted = false;
  #sawEnd = false;
  #endEmitted = false;
  #endScheduled = false;
  #readableScheduled = false;
  #referenced = true;

  constructor({ host, loop, newDecoder }, path, encoding) {
    super(loop, 0, path);
    this.#read = host.readBytes;
    this.#newDecoder = newDecoder;
    if (encoding) this.setEncoding(encoding);
    loop.addInput({
      wantsInput: () => this.#wantsInput(),
      readInput: () => this.#readInput(),
    });
  }

  get readable() {
    return !this.destroyed && !this.#endEmitted;
  }
  get readableEnded() {
    return this.#endEmitted;
  }
  get readableFlowing() {
    return this.#flowing;
  }
  get readableLength() {
    return this.#length;
  }
  get readableEncoding() {
    return this.#encoding;
  }
  get readableHighWaterMark() {
    return CHUNK;
  }

  #wantsInput() {
    return (
      !this.destroyed &&
      !this.#sawEnd &&
      this.#referenced &&
      (this.#flowing === true || (this.#wanted && this.#length < CHUNK))
    );
  }

  #readInput() {
    const bytes = this.#read(CHUNK);
    this.#wanted = false;
    if (TypedArrayPrototypeGetByteLength(bytes) === 0) {
      this.#sawEnd = true;
      if (this.#decoder !== null) this.#accept(this.#decoder.end());
      if (this.#length === 0) this.#finish();
      else this.#scheduleReadable();
      return;
    }
    this.#accept(
      this.#decoder === null ? adopt(bytes) : this.#decoder.write(bytes),
    );
  }

  #accept(chunk) {
    if (lengthOf(chunk) === 0) {
      if (!this.#sawEnd) this.#wanted = true;
    } else if (this.#flowing === true && this.#length === 0) {
      emit(this, 'data', chunk);
    } else {
      this.#chunks.push(chunk);
      this.#length += lengthOf(chunk);
      this.#scheduleReadable();
    }
  }

  #scheduleReadable() {
    if (this.#readableScheduled || this.#flowing === true) return;
    this.#readableScheduled = true;
    this._loop.nextTick(() => {
      this.#readableScheduled = false;
      if (this.destroyed || this.#endEmitted) return;
      if (this.#length > 0 || this.#sawEnd) emit(this, 'readable');
      if (this.#length < CHUNK)
        this.#wanted ||= this.listenerCount('readable') > 0;
    });
  }

  // The last of the data is gone: 'readable' for those who wait for null, then
  // 'end' and 'close'.
  #finish() {
    if (this.#endScheduled) return;
    this.#endScheduled = true;
    if (this.#flowing !== true) this.#scheduleReadable();
    this._loop.nextTick(() => {
      if (this.#endEmitted || this.destroyed) return;
      this.#endEmitted = true;
      emit(this, 'end');
      this.destroyed = true;
      this._loop.nextTick(() => this._close());
    });
  }

  #flow() {
    while (this.#flowing === true && this.#length > 0) {
      const chunk = this.#chunks.shift();
      this.#length -= lengthOf(chunk);
      emit(this, 'data', chunk);
    }
    if (this.#sawEnd && this.#length === 0 && this.#flowing === true)
      this.#finish();
  }

  #listen(event) {
    if (event === 'data') {
      if (this.#flowing !== false) this.resume();
    } else if (event === 'readable') {
      this.#flowing = false;
      this.#wanted = true;
      if (this.#length > 0) this.#scheduleReadable();
      else if (this.#sawEnd) this.#finish();
    }
  }

  on(event, listener) {
    super.on(event, listener);
    this.#listen(event);
    return this;
  }

  addListener(event, listener) {
    return this.on(event, listener);
  }

  prependListener(event, listener) {
    super.prependListener(event, listener);
    this.#listen(event);
    return this;
  }

  removeListener(event, listener) {
    super.removeListener(event, listener);
    if (event === 'readable' && this.listenerCount('readable') === 0) {
      this.#wanted = false;
      if (this.listenerCount('data') > 0) this.resume();
      else this.#flowing = null;
    }
    return this;
  }

  setEncoding(encoding) {
    this.#decoder = this.#newDecoder(encoding);
    this.#encoding = encoding ?? 'utf8';
    const waiting = this.#chunks;
    this.#chunks = new Queue();
    this.#length = 0;
    while (waiting.length > 0) {
      const text = this.#decoder.write(waiting.shift());
      if (text === '') continue;
      this.#chunks.push(text);
      this.#length += text.length;
    }
    return this;
  }

  resume() {
    if (this.#flowing === true) return this;
    this.#flowing = this.listenerCount('readable') === 0;
    emit(this, 'resume');
    this._loop.nextTick(() => this.#flow());
    return this;
  }

  pause() {
    if (this.#flowing !== false) {
      this.#flowing = false;
      emit(this, 'pause');
    }
    return this;
  }

  isPaused() {
    return this.#flowing === false;
  }

  read(size) {
    if (this.#length === 0 || (size > this.#length && !this.#sawEnd)) {
      if (this.#sawEnd) this.#finish();
      else this.#wanted = true;
      return null;
    }
    const chunk =
      size === undefined || size >= this.#length
        ? this.#takeAll()
        : this.#take(size);
    if (this.#length === 0) {
      if (this.#sawEnd) this.#finish();
      else this.#wanted = true;
    }
    return chunk;
  }

  #takeAll() {
    const chunks = [];
    while (this.#chunks.length > 0)
      chunks[chunks.length] = this.#chunks.shift();
    this.#length = 0;
    return concat(chunks);
  }

  #take(size) {
    const parts = [];
    let left = size;
    while (left > 0) {
      const chunk = this.#chunks.shift();
      const taken = Math.min(left, lengthOf(chunk));
      parts[parts.length] = part(chunk, 0, taken);
      if (taken < lengthOf(chunk)) this.#chunks.unshift(part(chunk, taken));
      left -= taken;
    }
    this.#length -= size;
    return parts.length === 0 ? null : concat(parts);
  }

  unshift(chunk) {
    this.#chunks.unshift(chunk);
    this.#length += lengthOf(chunk);
    this.#scheduleReadable();
  }

  pipe(destination, options) {
    this.on('data', (chunk) => destination.write(chunk));
    const standard = destination.fd === 1 || destination.fd === 2;
    if (options?.end !== false && !standard)
      this.on('end', () => destination.end());
    destination.emit?.('pipe', this);
    return destination;
  }

  ref() {
    this.#referenced = true;
    return this;
  }
  unref() {
    this.#referenced = false;
    return this;
  }

  [Symbol.asyncIterator]() {
    const onData = (chunk) => queue.push(chunk);
    const onEnd = () => queue.finish();
    const onError = (error) => queue.fail(error);
    const queue = makeAsyncQueue({
      onReturn: () => this.destroy(),
      onDemand: (waiting) => {
        if (waiting > 0) this.pause();
        else if (!this.destroyed) this.resume();
      },
    });
    this.on('data', onData);
    this.on('end', onEnd);
    this.on('close', onEnd);
    this.on('error', onError);
    if (this.#endEmitted || this.destroyed) queue.finish();
    return queue.iterator;
  }
}

function writeAfterEnd() {
  return nodeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
}

// A Writable over standard output or error. Writing is synchronous, and what a
// program is told through callbacks and events comes in the next tick.
export class WriteStream extends Stream {
  #write;
  #ended = false;
  #finished = false;

  constructor({ host, loop }, fd, path) {
    super(loop, fd, path);
    this.#write = host.write;
  }

  get writable() {
    return !this.#ended && !this.destroyed;
  }
  get writableEnded() {
    return this.#ended;
  }
  get writableFinished() {
    return this.#finished;
  }
  get writableLength() {
    return 0;
  }
  get writableHighWaterMark() {
    return 16384;
  }
  get writableNeedDrain() {
    return false;
  }

  write(chunk, encoding, callback) {
    const done = typeof encoding === 'function' ? encoding : callback;
    if (this.#ended) {
      const error = writeAfterEnd();
      this._loop.nextTick(() => {
        if (typeof done === 'function') done(error);
        emit(this, 'error', error);
      });
      return false;
    }
    this.#put(chunk, encoding);
    if (typeof done === 'function') this._loop.nextTick(() => done(null));
    return true;
  }

  #put(chunk, encoding) {
    if (typeof chunk === 'string') {
      const plain =
        typeof encoding !== 'string' ||
        encoding === 'utf8' ||
        encoding === 'utf-8';
      this.#write(this.fd, plain ? chunk : Buffer.from(chunk, encoding));
    } else if (ArrayBufferIsView(chunk)) {
      this.#write(this.fd, isUint8Array(chunk) ? chunk : viewBytes(chunk));
    } else if (chunk === null) {
      throw nodeError(
        TypeError,
        'ERR_STREAM_NULL_VALUES',
        'May not write null values to stream',
      );
    } else {
      throw invalidArgType(
        'chunk',
        'of type string or an instance of Buffer, ' + 'TypedArray, or DataView',
        chunk,
      );
    }
  }

  end(chunk, encoding, callback) {
    if (typeof chunk === 'function')
      return this.end(undefined, undefined, chunk);
    if (typeof encoding === 'function')
      return this.end(chunk, undefined, encoding);
    if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
    if (typeof callback === 'function') this.once('finish', callback);
    if (this.#ended) return this;
    this.#ended = true;
    this._loop.nextTick(() => {
      this.#finished = true;
      emit(this, 'finish');
      this.destroyed = true;
      this._close();
    });
    return this;
  }

  cork() {}
  uncork() {}
  setDefaultEncoding() {
    return this;
  }
}

// The text goes where a program that has replaced `write` wants it.
export function makeTextSink(host, stream) {
  const original = WriteStream.prototype.write;
  const { fd } = stream;
  return (text) => {
    const { write } = stream;
    if (write === original && stream.writable) host.write(fd, text);
    else if (write !== original) ReflectApply(write, stream, [text]);
  };
}
